import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapPath, parseMappedFolder } from '../../electron/core/computers/mediaAccess.ts';
import {
  gateOf,
  type Load,
  placesOnly,
  type Situation,
  threadsEach,
  toLetGo,
} from '../../electron/core/queue/admission.ts';
import { budgetOf } from '../../electron/core/queue/budget.ts';
import { holdOf, isBetween } from '../../electron/core/queue/holds.ts';
import { settingsSchema } from '../../shared/contract/settings.ts';

const gigabyte = 1024 ** 3;
const defaults = settingsSchema.parse({});

const load = (given: Partial<Load> = {}): Load => ({
  id: crypto.randomUUID(),
  recordingId: crypto.randomUUID(),
  isRemote: false,
  model: 'medium',
  threads: 1,
  memoryMb: 0,
  ...given,
});

const situation = (given: Partial<Situation>): Situation => ({ ...placesOnly(2), ...given });

describe('what a computer may spend', () => {
  it('never promises a core twice, whatever is wished for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 64 }),
        fc.integer({ min: 10, max: 100 }),
        fc.integer({ min: 1, max: 128 }),
        fc.integer({ min: 1, max: 512 }),
        (workers, cpuLimitPercent, cores, gigabytes) => {
          const budget = budgetOf(
            { ...defaults, workers, cpuLimitPercent },
            { cores, memory: gigabytes * gigabyte },
          );
          expect(budget.places).toBeGreaterThanOrEqual(1);
          expect(threadsEach(budget)).toBeGreaterThanOrEqual(1);
          expect(budget.places * threadsEach(budget)).toBeLessThanOrEqual(cores);
        },
      ),
    );
  });

  it('does not begin two large models where memory bears one', () => {
    const budget = budgetOf({ ...defaults, cpuLimitPercent: 100 }, { cores: 16, memory: 6 * gigabyte });
    expect(budget).toMatchObject({ places: 1, threads: 16, memoryMb: 4608 });
  });

  it('is what people have set, where they have', () => {
    const limits = { ...defaults, workers: 3, memoryLimitMb: 2048, cpuLimitPercent: 50 };
    expect(budgetOf(limits, { cores: 8, memory: 64 * gigabyte })).toMatchObject({
      places: 3,
      threads: 4,
      memoryMb: 2048,
    });
  });
});

describe('what may be begun', () => {
  it('is anything while nothing runs, and only what fits into memory beside what does', () => {
    const budget = { ...placesOnly(2).budget, memoryMb: 4000 };
    const now = situation({ budget, needs: { medium: 3000 } });
    expect(gateOf(now, [])?.memoryLeftMb).toBeNull();
    expect(gateOf(now, [load({ memoryMb: 3000 })])).toMatchObject({
      memoryLeftMb: 1000,
      needOfOthersMb: 2000,
    });
  });

  it('ends where all places are taken; what others recognise takes none', () => {
    expect(gateOf(situation({}), [load(), load()])).toBeNull();
    expect(gateOf(situation({}), [load(), load({ isRemote: true })])?.takesLocal).toBe(true);
  });

  it('waits for threads that a recording has, which began when there were fewer places', () => {
    const budget = { ...placesOnly(2).budget, threads: 4, cores: 4 };
    expect(gateOf(situation({ budget }), [load({ threads: 4 })])).toBeNull();
    expect(gateOf(situation({ budget }), [load({ threads: 2 })])?.threads).toBe(2);
  });

  it('is nothing beside a model of which memory bore no more', () => {
    const most = { medium: 1 };
    expect(gateOf(situation({ most }), [load()])).toBeNull();
    expect(gateOf(situation({ most }), [load({ model: 'tiny' })])?.barredModels).toEqual(['medium']);
  });

  it('is nothing for an endpoint that asked to wait', () => {
    const budget = { ...placesOnly(1).budget, endpointPlaces: 2, ownEndpointPlaces: 2 };
    expect(gateOf(situation({ budget }), [load()])?.takesRemote).toBe(true);
    expect(gateOf(situation({ budget, isEndpointBlocked: true }), [load()])).toBeNull();
  });

  it('is nothing in a hold, but for the next step of what is to be finished', () => {
    expect(gateOf(situation({ hold: { reason: 'battery' } }), [])).toBeNull();
    const stopped = situation({ hold: { reason: 'stopped' } });
    expect(gateOf(stopped, [], ['r'])?.recordings).toEqual(['r']);
    expect(gateOf(situation({}), [], ['r'])?.recordings).toBeNull();
  });
});

describe('what goes back to the queue', () => {
  it('is everything when nothing may run, and nothing when what runs is to be finished', () => {
    const held = [load(), load({ isRemote: true })];
    expect(toLetGo(situation({ hold: { reason: 'hours', from: '22:00', to: '06:00' } }), held)).toEqual(held);
    expect(toLetGo(situation({ hold: { reason: 'stopped' } }), held)).toEqual([]);
  });

  it('is the youngest when there are fewer places than before', () => {
    const [first, second, third] = [load(), load(), load()];
    expect(toLetGo(situation({ budget: placesOnly(1).budget }), [first, second, third])).toEqual([
      second,
      third,
    ]);
  });

  it('is what has more threads than its share when there are more places than before', () => {
    const budget = { ...placesOnly(2).budget, threads: 4, cores: 4 };
    const greedy = load({ threads: 4 });
    expect(toLetGo(situation({ budget }), [greedy])).toEqual([greedy]);
    expect(toLetGo(situation({ budget }), [load({ threads: 2 })])).toEqual([]);
  });

  it('leaves no more threads in use than there are, and what is left may stay', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 16 }),
        (threads, places, all) => {
          const budget = { ...placesOnly(Math.min(places, all)).budget, threads: all, cores: all };
          const held = threads.map((count) => load({ threads: count }));
          const gone = toLetGo(situation({ budget }), held);
          const left = held.filter((each) => !gone.includes(each));
          expect(left.reduce((sum, each) => sum + each.threads, 0)).toBeLessThanOrEqual(all);
          expect(toLetGo(situation({ budget }), left)).toEqual([]);
        },
      ),
    );
  });
});

it('what is light is begun together as often as one after the other', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 16 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
      (places, more, held) => {
        const now = placesOnly(places);
        const given = { ...now, budget: { ...now.budget, threads: places + more } };
        const loads = held.map((threads) => load({ threads }));
        const together = gateOf(given, loads)?.lightAtOnce ?? 0;
        let oneByOne = 0;
        while (gateOf(given, [...loads, ...Array.from({ length: oneByOne }, () => load())])) oneByOne += 1;
        expect(together).toBe(oneByOne);
      },
    ),
  );
});

describe('the hours of work', () => {
  const at = (time: string) => new Date(`2026-11-26T${time}:00`);
  it.each([
    ['22:00', '22:00', '06:00', true],
    ['05:59', '22:00', '06:00', true],
    ['06:00', '22:00', '06:00', false],
    ['12:00', '22:00', '06:00', false],
    ['12:00', '09:30', '17:00', true],
    ['17:00', '09:30', '17:00', false],
    ['03:00', '08:00', '08:00', true],
  ])('at %s, between %s and %s: %s', (now, from, to, expected) => {
    expect(isBetween(at(now), from, to)).toBe(expected);
  });

  const found = { isOnBattery: true, now: at('12:00'), version: { own: '1', library: '1' } };
  it('and the battery hold only those who wish it', () => {
    expect(holdOf(defaults, found)).toBeNull();
    expect(holdOf({ ...defaults, pauseOnBattery: true }, found)).toEqual({ reason: 'battery' });
    expect(holdOf({ ...defaults, pauseOnBattery: true }, { ...found, isOnBattery: false })).toBeNull();
    expect(holdOf({ ...defaults, onlyBetween: true, pauseOnBattery: true }, found)).toEqual({
      reason: 'hours',
      from: '22:00',
      to: '06:00',
    });
  });

  it('stop what runs before a wish to finish it is heeded; another version comes first', () => {
    const wishes = { ...defaults, beginsNothing: true, pauseOnBattery: true };
    expect(holdOf(wishes, found)).toEqual({ reason: 'battery' });
    expect(holdOf(wishes, { ...found, isOnBattery: false })).toEqual({ reason: 'stopped' });
    const version = { own: '1', library: '2' };
    expect(holdOf(wishes, { ...found, version })).toEqual({ reason: 'version', ...version });
  });
});

describe('a folder that two computers reach', () => {
  const folders = ['/talks=/mnt/talks', '/talks/new=/mnt/new', 'D:\\Talks=/mnt/d'].map(parseMappedFolder);
  it.each([
    ['/talks/a/b.wav', '/mnt/talks/a/b.wav'],
    ['/talks/new/b.wav', '/mnt/new/b.wav'],
    ['/talks-old/b.wav', null],
    ['D:\\Talks\\a\\b.wav', '/mnt/d/a/b.wav'],
  ])('leads from %s to %s', (path, expected) => {
    expect(mapPath(path, folders)).toBe(expected);
  });

  it('is refused when it is not two folders', () => {
    for (const text of ['/talks', '=/mnt', '/a=/b=/c'])
      expect(() => parseMappedFolder(text)).toThrow('not of the form');
  });
});
