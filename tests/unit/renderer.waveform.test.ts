import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { borderCommand, borderNear, limitsOf } from '../../renderer/features/transcript/waveform/borders.ts';
import { moved, rulerStep, showing, zoomed } from '../../renderer/features/transcript/waveform/view.ts';
import { columnsOf, waveOf } from '../../renderer/features/transcript/waveform/wave.ts';
import { spoken } from '../support/transcripts.ts';

describe('the waveform', () => {
  const sound = (values: number[]) => waveOf({ peaksPerSecond: 50, values: new Int8Array(values) });

  test('is as loud as the loudest sample of each stretch, whichever way it swings', () => {
    const columns = columnsOf(sound([-127, 10, 0, 64, -3, 3, 0, 0]), { start: 0, end: 0.08 }, 2);
    expect([...columns]).toEqual([1, expect.closeTo(3 / 127)]);
  });

  test('rises and falls evenly where there are more columns than peaks', () => {
    const columns = [...columnsOf(sound([0, 0, -127, 127, 0, 0]), { start: 0, end: 0.06 }, 30)];
    expect(Math.max(...columns)).toBeGreaterThan(0.9);
    for (const [place, column] of columns.slice(1).entries())
      expect(Math.abs(column - (columns[place] ?? 0))).toBeLessThan(0.11);
  });

  test('shows ten hours as exactly as ten seconds', () => {
    const values = new Int8Array(10 * 3600 * 50 * 2);
    values[2 * 900_900 + 1] = 100;
    const wave = waveOf({ peaksPerSecond: 50, values });
    expect(wave.levels.length).toBeGreaterThan(2);
    const columns = columnsOf(wave, { start: 0, end: 36_000 }, 1000);
    expect([...columns].flatMap((each, place) => (each > 0 ? [place] : []))).toEqual([500]);
    expect(columns[500]).toBe(1);
  });
});

describe('the view', () => {
  const second = fc.double({ min: 0, max: 3600, noNaN: true });

  test('lies within the recording, whatever is done to it', () => {
    fc.assert(
      fc.property(
        second,
        second,
        fc.array(fc.tuple(fc.constantFrom('zoom', 'move', 'show'), second)),
        (at, to, steps) => {
          const duration = Math.max(at, to, 1);
          let view = { start: 0, end: duration };
          for (const [what, value] of steps) {
            if (what === 'zoom') view = zoomed(view, 0.2 + (value % 5), Math.min(at, view.end), duration);
            else if (what === 'move') view = moved(view, value - 1800, duration);
            else view = showing(view, value % duration, duration);
            expect(view.start).toBeGreaterThanOrEqual(0);
            expect(view.end).toBeLessThanOrEqual(duration + 1e-6);
            expect(view.end - view.start).toBeGreaterThanOrEqual(Math.min(duration, 0.6) - 1e-6);
            if (what === 'show') expect(value % duration).toBeGreaterThanOrEqual(view.start - 1e-6);
          }
        },
      ),
    );
  });

  test('comes as close as a syllable, around what one looks at', () => {
    let view = { start: 0, end: 36_000 };
    for (let step = 0; step < 40; step++) view = zoomed(view, 0.5, 1234.5, 36_000);
    expect(view.end - view.start).toBeCloseTo(0.6);
    expect(view.start).toBeLessThan(1234.5);
    expect(view.end).toBeGreaterThan(1234.5);
  });

  test('is turned like a page, and stays where the moment is in sight', () => {
    const view = { start: 10, end: 20 };
    expect(showing(view, 15, 100)).toBe(view);
    expect(showing(view, 20.5, 100)).toEqual({ start: 19.5, end: 29.5 });
    expect(rulerStep(7)).toBe(10);
  });
});

describe('a border', () => {
  // 0..2, a pause, 3..4, at once 4..5.
  const segments = [spoken(0, 'one two three four'), spoken(3, 'five six'), spoken(4, 'seven eight')];
  const [first, second, third] = segments;

  test('is found near the mouse, and not where the segment is too narrow to be held', () => {
    expect(borderNear(segments, 2.05, 0.1)).toEqual({ segment: 0, side: 'end' });
    expect(borderNear(segments, 2.95, 0.1)).toEqual({ segment: 1, side: 'start' });
    expect(borderNear(segments, 2.5, 0.1)).toBeNull();
    expect(borderNear(segments, 4, 2)).toBeNull();
    expect(borderNear([], 4, 2)).toBeNull();
  });

  test('goes as far as the neighbour, or as the words have room', () => {
    expect(limitsOf(segments, { segment: 0, side: 'end' }, 10)).toEqual({ start: 0.08, end: 3 });
    expect(limitsOf(segments, { segment: 1, side: 'end' }, 10)).toEqual({ start: 3.04, end: 4.96 });
    expect(limitsOf(segments, { segment: 2, side: 'end' }, 10)).toEqual({ start: 4.04, end: 10 });
    expect(limitsOf(segments, { segment: 1, side: 'start' }, 10)).toEqual({ start: 2, end: 3.96 });
  });

  test('moves both segments where they touch, else the one', () => {
    expect(borderCommand(segments, { segment: 2, side: 'start' }, 4.2)).toEqual({
      type: 'moveBoundary',
      id: second?.id,
      next: third?.id,
      at: 4.2,
    });
    expect(borderCommand(segments, { segment: 0, side: 'end' }, 2.5)).toEqual({
      type: 'setTimes',
      id: first?.id,
      start: 0,
      end: 2.5,
    });
    expect(borderCommand(segments, { segment: 7, side: 'end' }, 1)).toBeNull();
  });
});
