import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expired, isDue, journalled } from '../../electron/core/backups/retention.ts';
import {
  parsePosition,
  parseSegment,
  segmentName,
  segmentsBetween,
} from '../../electron/core/backups/segments.ts';
import { parseMoment } from '../../electron/hosts/cli/moment.ts';

const day = (days: number, hours = 12) => ({
  reason: 'schedule' as const,
  finishedAt: new Date(Date.UTC(2026, 0, 5 + days, hours)).toISOString(),
});
const megabyte = 1 << 20;

describe('which backups are kept', () => {
  it('is the newest of each of the last 7 days and of each of the last 4 weeks', () => {
    // 60 days with two backups each, from a Monday on; the last is a Thursday.
    const all = Array.from({ length: 60 }, (_, index) => [day(index, 6), day(index, 18)]).flat();
    const gone = new Set(expired(all));
    const kept = all.filter((one) => !gone.has(one)).map(({ finishedAt }) => finishedAt.slice(0, 13));
    expect(kept).toEqual([
      day(41, 18).finishedAt.slice(0, 13),
      day(48, 18).finishedAt.slice(0, 13),
      ...[53, 54, 55, 56, 57, 58, 59].map((index) => day(index, 18).finishedAt.slice(0, 13)),
    ]);
  });

  it('is the first of the day up to the newest too, so that a backup in alarm takes no way back', () => {
    expect(expired([day(0, 9), day(0, 14), day(0, 15)])).toEqual([day(0, 14)]);
    expect(expired([day(0, 9), day(0, 20), day(1, 10)])).toEqual([day(0, 9)]);
  });

  it('always holds the newest, and never more than 14', () => {
    const backup = fc.record({
      reason: fc.constantFrom('schedule' as const, 'wish' as const, 'upgrade' as const),
      finishedAt: fc
        .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
        .map((date) => date.toISOString()),
    });
    fc.assert(
      fc.property(fc.array(backup, { minLength: 1 }), (all) => {
        const gone = new Set(expired(all));
        const kept = all.filter((one) => !gone.has(one));
        const newest = all
          .map(({ finishedAt }) => finishedAt)
          .sort()
          .at(-1);
        expect(kept.map(({ finishedAt }) => finishedAt)).toContain(newest);
        expect(kept.length).toBeLessThanOrEqual(14);
      }),
    );
  });

  it('keeps the journal of the last seven days, or from the newest backup on', () => {
    const now = new Date(day(20).finishedAt);
    expect(journalled([day(1), day(14), day(19)], now)).toEqual([day(19), day(14)]);
    expect(journalled([day(1), day(3)], now)).toEqual([day(3)]);
  });

  it('is due a day or a week after the last one, or never', () => {
    const now = new Date(day(8).finishedAt);
    expect(isDue(undefined, 'week', now)).toBe(true);
    expect(isDue(undefined, 'never', now)).toBe(false);
    expect([isDue(day(7), 'day', now), isDue(day(7, 13), 'day', now)]).toEqual([true, false]);
    expect([isDue(day(1), 'week', now), isDue(day(2), 'week', now)]).toEqual([true, false]);
  });
});

describe('names of parts of the journal', () => {
  it('come back from their names, for every size of a part', () => {
    const size = fc.integer({ min: 20, max: 30 }).map((power) => 2 ** power);
    fc.assert(
      fc.property(size, fc.nat(0xffff), fc.nat(1_000_000), (segmentSize, timeline, number) => {
        const segment = { timeline, number };
        expect(parseSegment(segmentName(segment, segmentSize), segmentSize)).toEqual(segment);
      }),
    );
  });

  it('go on after the highest low half', () => {
    const names = segmentsBetween('000000010000000000000FFF', '000000010000000100000000', megabyte);
    expect(names).toEqual(['000000010000000000000FFF', '000000010000000100000000']);
    expect(parsePosition('1/1000')).toBe(0x1_0000_1000);
    expect(parseSegment('00000002.history', megabyte)).toBeNull();
  });
});

describe('a time as people type it', () => {
  const now = new Date(2026, 10, 23, 16, 30);
  it('is the last time that the clock showed it', () => {
    expect(parseMoment('14:05', now)).toEqual(new Date(2026, 10, 23, 14, 5));
    expect(parseMoment('23:59:58', now)).toEqual(new Date(2026, 10, 22, 23, 59, 58));
  });
  it('may have a date', () => {
    expect(parseMoment('2026-11-20 14:05', now)).toEqual(new Date(2026, 10, 20, 14, 5));
    expect(parseMoment('2026-11-20 9:05', now)).toEqual(new Date(2026, 10, 20, 9, 5));
    expect(parseMoment('2026-11-20', now)).toEqual(new Date(2026, 10, 20));
    expect(parseMoment('2026-11-20T14:05:00Z', now)?.toISOString()).toBe('2026-11-20T14:05:00.000Z');
  });
  it('is nothing else', () => {
    for (const text of ['25:00', 'soon', '', '5', '9.30']) expect(parseMoment(text, now)).toBeNull();
  });
});
