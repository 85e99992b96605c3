import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../renderer/features/transcript/outline.ts';
import {
  concernCount,
  groupedWarnings,
  secondsByKind,
  unresolved,
} from '../../renderer/features/transcript/quality.ts';

describe('the quality panel', () => {
  const coverage = [
    { start: 0, end: 20, kind: 'text' },
    { start: 20, end: 24, kind: 'unresolved' },
    { start: 24, end: 30, kind: 'silence' },
  ] as const;
  const warnings = [
    { kind: 'low-confidence', start: 9, end: 10 },
    { kind: 'unresolved-speech', start: 20, end: 24 },
    { kind: 'low-confidence', start: 3, end: 4 },
    { kind: 'energy-detector', start: null, end: null },
  ] as const;

  test('gathers warnings of a kind with their places in order', () => {
    expect(groupedWarnings(warnings)).toEqual([
      { kind: 'low-confidence', places: [3, 9] },
      { kind: 'unresolved-speech', places: [20] },
      { kind: 'energy-detector', places: [] },
    ]);
  });

  test('accounts for every second and names what is unresolved', () => {
    expect(secondsByKind(coverage)).toEqual({ text: 20, silence: 6, music: 0, unresolved: 4 });
    expect(unresolved(coverage)).toEqual([coverage[1]]);
  });

  test('counts a gap once, although the ledger and the warnings both know it', () => {
    const transcript = { warnings: [...warnings], coverage: [...coverage], discarded: [] };
    expect(concernCount(transcript)).toBe(4);
  });
});

describe('the waveform', () => {
  test('is as loud as the loudest sample of each stretch, whichever way it swings', () => {
    const values = new Int8Array([-127, 10, 0, 64, -3, 3, 0, 0]);
    const outline = [...outlineOf({ peaksPerSecond: 50, values }, 2)];
    expect(outline[0]).toBe(1);
    expect(outline[1]).toBeCloseTo(3 / 127);
  });

  test('is never longer than the recording', () => {
    expect(outlineOf({ peaksPerSecond: 50, values: new Int8Array(6) }, 1000)).toHaveLength(3);
  });
});
