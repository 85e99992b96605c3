import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLock } from '../../scripts/setup/lock.mjs';
import { forgetFailures, isPossible, provide, type Tool, type Way } from '../../scripts/setup/tool.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trax-setup-'));
  vi.stubEnv('TRAX_CACHE', join(folder, 'cache'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const refused: Way = { what: 'Downloading it', get: () => Promise.reject(new Error('blocked')) };

function toolWith(ways: (path: string) => Way[]): Tool {
  const path = join(folder, 'program');
  return { name: 'program', isThere: () => existsSync(path), ways: () => ways(path) };
}

function writing(what: string): (path: string) => Way {
  return (path) => ({ what, get: async () => writeFileSync(path, '') });
}

test('when the first way fails, the next one is taken', async () => {
  const tool = toolWith((path) => [refused, writing('Installing it')(path)]);
  await provide(tool);
  expect(tool.isThere()).toBe(true);
  expect(isPossible(tool)).toBe(false);
});

test('a way that failed is not tried again the same day, and is the next day', async () => {
  const get = vi.fn(refused.get);
  const tool = toolWith(() => [{ ...refused, get }]);
  await provide(tool);
  await provide(tool);
  expect(get).toHaveBeenCalledTimes(1);
  expect(isPossible(tool)).toBe(false);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 25 * 3600_000);
  expect(isPossible(tool)).toBe(true);
});

test('what failed today is tried at once when that is asked for', async () => {
  const tool = toolWith(() => [refused]);
  await provide(tool);
  forgetFailures();
  expect(isPossible(tool)).toBe(true);
});

test('a way that ends well without giving the program has failed', async () => {
  const tool = toolWith(() => [{ what: 'Pretending', get: async () => undefined }]);
  await provide(tool);
  expect(isPossible(tool)).toBe(false);
});

test('a makeshift is enough: no further way is tried and it has not failed', async () => {
  const makeshift = join(folder, 'makeshift');
  const last = vi.fn(refused.get);
  const tool = toolWith(() => [
    { ...writing('Fetching a makeshift')(makeshift), isGot: () => existsSync(makeshift) },
    { ...refused, get: last },
  ]);
  await provide(tool);
  expect(existsSync(makeshift)).toBe(true);
  expect(last).not.toHaveBeenCalled();
});

test('a damaged note of failures is as good as none', async () => {
  const tool = toolWith(() => [refused]);
  await provide(tool);
  writeFileSync(join(folder, 'cache', 'failures.json'), '{"Downlo');
  expect(isPossible(tool)).toBe(true);
});

test('two set-ups do their work one after the other', async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await Promise.resolve();
    order.push(`${name} ends`);
  };
  await Promise.all([withLock(work('a')), withLock(work('b'))]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('the lock of a set-up that was killed is taken over', async () => {
  await withLock(async () => undefined);
  // No process has this id: it is above what any system gives out.
  writeFileSync(join(folder, 'cache', 'setup.lock'), '2147483646');
  await expect(withLock(async () => 'done')).resolves.toBe('done');
});

test('a set-up whose work fails frees the lock', async () => {
  await expect(withLock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(join(folder, 'cache', 'setup.lock'))).toBe(false);
});
