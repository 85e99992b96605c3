import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromLocalInput,
  marksOf,
  minuteAt,
  minutesOf,
  objectionTo,
  shareOf,
  spanOf,
  startingPoint,
  toLocalInput,
} from '../../renderer/features/settings/restoreTime.ts';

const backup = (finishedAt: string) => ({
  id: finishedAt,
  path: '',
  reason: 'wish' as const,
  size: 1,
  finishedAt,
});
const backups = [backup('2026-11-23T12:00:30.000Z'), backup('2026-11-20T12:00:30.000Z')];
const now = new Date('2026-11-23T16:00:00Z');

describe('the time that a library can go back to', () => {
  it('begins with the journal, else with the oldest backup', () => {
    expect(spanOf({ backups, anyMinuteSince: '2026-11-22T00:00:00.000Z' }, now).from.getUTCDate()).toBe(22);
    expect(spanOf({ backups, anyMinuteSince: null }, now).from.getUTCDate()).toBe(20);
  });

  it('is chosen by the minute, and never before its beginning', () => {
    const span = spanOf({ backups, anyMinuteSince: null }, now);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const moment = minuteAt(span, share);
        expect(moment >= span.from && moment <= span.to).toBe(true);
        expect(Math.abs(shareOf(span, moment) - share)).toBeLessThan(0.001);
        expect(startingPoint({ backups }, moment)).toBeDefined();
      }),
    );
  });

  it('has no way to before the first backup', () => {
    expect(startingPoint({ backups }, new Date('2026-11-20T12:00:00Z'))).toBeUndefined();
    expect(startingPoint({ backups }, new Date('2026-11-21T12:00:00Z'))).toBe(backups[1]);
  });

  it('has not come yet after now', () => {
    const objections = ['2026-11-23T15:59:00Z', '2026-11-23T16:01:00Z', '2026-11-01T00:00:00Z'].map((at) =>
      objectionTo({ backups }, new Date(at), now),
    );
    expect(objections).toEqual([null, 'tooLate', 'tooEarly']);
  });

  it('is gone through minute by minute, with the backups in their places', () => {
    const span = spanOf({ backups, anyMinuteSince: null }, now);
    expect(minutesOf(span)).toBe(Math.ceil((now.getTime() - span.from.getTime()) / 60_000));
    expect(minutesOf({ from: now, to: now })).toBe(1);
    const marks = marksOf({ backups }, span);
    expect(marks.map(({ id }) => id)).toEqual(backups.map(({ id }) => id));
    expect(marks.at(-1)?.share).toBe(0);
    expect(marksOf({ backups }, { from: now, to: now })).toEqual([]);
  });

  it('is typed by the person’s own clock', () => {
    expect(fromLocalInput(toLocalInput(now))).toEqual(now);
    expect(fromLocalInput('')).toBeNull();
  });
});
