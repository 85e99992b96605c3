import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { backoffSeconds } from '../../electron/core/queue/backoff.ts';
import { createSpeedometer } from '../../electron/core/queue/handlers/speedometer.ts';
import { stateOf } from '../../electron/core/queue/itemRow.ts';
import { timeLeft } from '../../electron/core/queue/timeLeft.ts';
import { createWakefulness } from '../../electron/core/queue/wakefulness.ts';
import { itemTransitions, mayFollow, statusesOf } from '../../shared/status.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });

describe('the wait before a retry', () => {
  it('is between half of and the whole doubling wait, never over five minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), chance, (attempt, luck) => {
        const full = Math.min(300, 2 ** attempt);
        const wait = backoffSeconds(attempt, luck);
        expect(wait).toBeGreaterThanOrEqual(full / 2);
        expect(wait).toBeLessThanOrEqual(full);
      }),
    );
  });

  it('is at least what a server asks for, up to a day', () => {
    expect(backoffSeconds(1, 0.5, 3600)).toBe(3600);
    expect(backoffSeconds(1, 0, 0.5)).toBe(1);
    expect(backoffSeconds(1, 0, 1e9)).toBe(86_400);
  });
});

describe('the state of an item', () => {
  it('is done once it is completed, whatever else was marked', () => {
    expect(stateOf('completed', true, true)).toBe('done');
  });

  it('is cancelled rather than failed when somebody stopped it', () => {
    expect(stateOf('failed', false, true)).toBe('cancelled');
    expect(stateOf('failed', false, false)).toBe('failed');
  });

  it('is paused only while it waits', () => {
    expect(stateOf('pending', true, false)).toBe('paused');
    expect(stateOf('retrying', true, false)).toBe('paused');
    expect(stateOf('running', true, false)).toBe('running');
  });
});

describe('the time that is left', () => {
  it('is a range from the slowest to the fastest speeds that were measured', () => {
    expect(timeLeft({ audio: 1200, atOnce: 2, slow: 5, fast: 10 })).toEqual({ from: 60, to: 120 });
  });

  it('is not more certain than a few recordings can make it', () => {
    const left = timeLeft({ audio: 1000, atOnce: 1, slow: 10, fast: 10 });
    expect(left?.from).toBeCloseTo(90);
    expect(left?.to).toBeCloseTo(110);
  });

  it('is not known before anything was measured or while nothing runs', () => {
    expect(timeLeft({ audio: 1000, atOnce: 1, slow: null, fast: null })).toBeNull();
    expect(timeLeft({ audio: 1000, atOnce: 0, slow: 1, fast: 2 })).toBeNull();
  });
});

describe('the computer', () => {
  afterEach(() => vi.useRealTimers());

  it('stays awake from the first item to a little after the last, and only then', () => {
    vi.useFakeTimers();
    const held: string[] = [];
    const keepAwake = () => {
      held.push('awake');
      return { [Symbol.dispose]: () => void held.push('asleep') };
    };
    const wakefulness = createWakefulness(keepAwake, 1000);
    expect(held).toEqual([]);
    wakefulness.work(true);
    wakefulness.work(false);
    vi.advanceTimersByTime(900);
    wakefulness.work(true);
    vi.advanceTimersByTime(60_000);
    expect(held).toEqual(['awake']);
    wakefulness.work(false);
    vi.advanceTimersByTime(1000);
    expect(held).toEqual(['awake', 'asleep']);
    wakefulness.work(true);
    wakefulness[Symbol.dispose]();
    expect(held).toEqual(['awake', 'asleep', 'awake', 'asleep']);
  });
});

describe('the transitions of an item', () => {
  it('leave nothing but a completed item without a way on', () => {
    const ends = statusesOf(itemTransitions).filter((status) => itemTransitions[status].length === 0);
    expect(ends).toEqual(['completed']);
  });

  it('let nothing but a running item be completed', () => {
    const before = statusesOf(itemTransitions).filter((status) =>
      mayFollow(itemTransitions, status, 'completed'),
    );
    expect(before).toEqual(['running']);
  });
});

describe('the speedometer', () => {
  const atTimes = (times: number[]) => () => (times.shift() ?? 0) * 1000;

  it('knows neither speed nor time left before anything is done', () => {
    const meter = createSpeedometer(100, 0, atTimes([0, 5]));
    expect(meter.read()).toEqual({ progress: 0, speed: null, secondsLeft: null });
  });

  it('measures from the start of recognition and counts only what this run did', () => {
    const meter = createSpeedometer(100, 40, atTimes([0, 10, 20]));
    meter.start();
    meter.reach(60);
    expect(meter.read()).toEqual({ progress: 0.6, speed: 2, secondsLeft: 20 });
  });

  it('gives no progress for a recording of unknown length', () => {
    const meter = createSpeedometer(null, 0, atTimes([0, 10]));
    meter.reach(30);
    expect(meter.read()).toEqual({ progress: 0, speed: 3, secondsLeft: null });
  });
});
