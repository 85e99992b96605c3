import { describe, expect, test } from 'vitest';
import { inOrder, modelState } from '../../renderer/features/settings/modelView.ts';
import {
  concernCount,
  groupedWarnings,
  secondsByKind,
  unresolved,
} from '../../renderer/features/transcript/quality.ts';
import type { Model } from '../../shared/contract/models.ts';
import { isUsable } from '../../shared/usableModel.ts';

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

describe('a model', () => {
  const model = (given: Partial<Model>): Model => ({
    name: 'base',
    file: 'ggml-base.bin',
    task: 'transcription',
    languages: 'many',
    size: 1000,
    estimatedSize: null,
    licence: 'MIT',
    source: 'catalogue',
    path: null,
    isReadOnly: false,
    damage: null,
    wordErrorRate: null,
    download: null,
    ...given,
  });

  test('is available, on its way, stopped, installed or damaged', () => {
    const failure = { code: 'DOWNLOAD_FAILED', details: {} } as const;
    expect(modelState(model({}))).toBe('available');
    expect(modelState(model({ download: { received: 1, total: 2, failure: null } }))).toBe('downloading');
    expect(modelState(model({ download: { received: 1, total: 2, failure } }))).toBe('stopped');
    expect(modelState(model({ path: '/m' }))).toBe('installed');
    expect(modelState(model({ path: '/m', damage: 'too short' }))).toBe('damaged');
  });

  test('can be chosen when it is whole and writes text', () => {
    expect(isUsable(model({ path: '/m' }))).toBe(true);
    expect(isUsable(model({ path: '/m', task: 'voice-activity' }))).toBe(false);
    expect(isUsable(model({ path: '/m', damage: 'too short' }))).toBe(false);
  });

  test('that is recommended stands first, then what is here, then the rest by size', () => {
    const models = [
      model({ name: 'large', size: 3000 }),
      model({ name: 'tiny', size: 10 }),
      model({ name: 'mine', path: '/m', size: 9000 }),
      model({ name: 'best', size: 500 }),
    ];
    expect(inOrder(models, 'best').map(({ name }) => name)).toEqual(['best', 'mine', 'tiny', 'large']);
  });
});
