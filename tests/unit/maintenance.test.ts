import { expect, it } from 'vitest';
import { reasonToCheck } from '../../electron/core/maintenance/checkSchedule.ts';

const now = new Date('2026-11-26T12:00:00Z');
const quiet = {
  hasRecordings: true,
  wasInterrupted: false,
  last: '2026-11-20T12:00:00Z',
  every: 'week',
} as const;

it('a library is looked through when its time has come and not before', () => {
  expect(reasonToCheck(quiet, now)).toBe(null);
  expect(reasonToCheck({ ...quiet, every: 'day' }, now)).toBe('schedule');
  expect(reasonToCheck({ ...quiet, last: '2026-11-19T12:00:00Z' }, now)).toBe('schedule');
  expect(reasonToCheck({ ...quiet, last: null }, now)).toBe('schedule');
  expect(reasonToCheck({ ...quiet, last: null, every: 'never' }, now)).toBe(null);
});

it('an interruption is always looked after, an empty library never', () => {
  expect(reasonToCheck({ ...quiet, wasInterrupted: true, every: 'never' }, now)).toBe('interruption');
  expect(reasonToCheck({ ...quiet, hasRecordings: false, wasInterrupted: true, last: null }, now)).toBe(null);
});
