import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundFile } from '../../electron/core/library/findRecordings.ts';
import { openForWriting } from '../../electron/core/watch/openForWriting.ts';
import { type Sighting, settle } from '../../electron/core/watch/settle.ts';
import { isWithin } from '../../electron/core/watch/walk.ts';

const file = (size: number, modifiedMs = 0, path = '/in/talk.wav'): FoundFile => ({ path, size, modifiedMs });

/** Looks at one file at these times, in milliseconds, and gives when it counted as whole. */
function wholeAt(looks: readonly (readonly [at: number, FoundFile])[], calm = 100): number | null {
  let waiting: ReadonlyMap<string, Sighting> = new Map();
  for (const [at, seen] of looks) {
    const settled = settle(waiting, [seen], at, calm);
    if (settled.whole.length > 0) return at;
    waiting = settled.waiting;
  }
  return null;
}

describe('a file in a watch folder', () => {
  it('is whole when its size and time were the same for long enough', () => {
    const looks = [0, 50, 99, 100, 150].map((at) => [at, file(5)] as const);
    expect(wholeAt(looks)).toBe(100);
  });

  it('begins to wait anew with every byte and every touch', () => {
    expect(
      wholeAt([
        [0, file(5)],
        [90, file(6)],
        [180, file(6, 1)],
        [270, file(6, 1)],
        [280, file(6, 1)],
      ]),
    ).toBe(280);
  });

  it('is never whole while it is empty', () => {
    expect(
      wholeAt([
        [0, file(0)],
        [1000, file(0)],
      ]),
    ).toBeNull();
  });

  it('is whole only after it has been seen the same at two times that are far enough apart', () => {
    // No two looks come at the same time.
    const look = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(2));
    fc.assert(
      fc.property(fc.array(look, { minLength: 1, maxLength: 30 }), (steps) => {
        let now = 0;
        const looks = steps.map(([wait, size]) => {
          now += wait;
          return [now, file(size)] as const;
        });
        const at = wholeAt(looks);
        if (at === null) return;
        const last = looks.find(([time]) => time === at)?.[1].size;
        const calm = looks.filter(([time]) => time <= at && time > at - 100);
        expect(last).toBeGreaterThan(0);
        expect(calm.every(([, seen]) => seen.size === last)).toBe(true);
      }),
    );
  });

  it.runIf(process.platform === 'linux')('is known to be written while a program has it open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trax-open-'));
    try {
      const [written, read] = [join(folder, 'written.wav'), join(folder, 'read.wav')];
      await writeFile(read, 'sound');
      const writer = await open(written, 'w');
      const reader = await open(read);
      expect(await openForWriting([written, read])).toEqual(new Set([written]));
      await writer.close();
      expect(await openForWriting([written, read])).toEqual(new Set());
      await reader.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('lies in a folder only if the whole name of the folder leads to it', () => {
    expect(isWithin('/a/b', '/a/b')).toBe(true);
    expect(isWithin('/a/b/c', '/a/b')).toBe(true);
    expect(isWithin('/a/bc', '/a/b')).toBe(false);
    expect(isWithin('/a', '/')).toBe(true);
  });
});
