import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium } from '../../electron/core/tools/chromium.mjs';
import { findFfmpeg } from '../../electron/core/tools/ffmpeg.mjs';
import { cacheFolder, executable, findOnPath, findPackage } from '../../electron/core/tools/places.mjs';
import {
  findWhisperNode,
  findWhisperServer,
  whisperBuildFolder,
} from '../../electron/core/tools/whisper.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trax tööls '));
  vi.stubEnv('TRAX_CACHE', join(folder, 'cache'));
  vi.stubEnv('PATH', join(folder, 'bin'));
  vi.stubEnv('FFMPEG_PATH', undefined);
  vi.stubEnv('CHROMIUM_PATH', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes a file that may be started, where the parts of a path say. */
function program(...parts: string[]): string {
  const path = join(folder, ...parts);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

test('the first name that is on PATH is found, whatever the order of the folders', () => {
  vi.stubEnv('PATH', [join(folder, 'bin'), join(folder, 'other')].join(delimiter));
  program('bin', executable('google-chrome'));
  const chromium = program('other', executable('chromium'));
  expect(findOnPath('chromium', 'google-chrome')).toBe(chromium);
  expect(findOnPath('netscape')).toBeNull();
});

test('a package’s wrapper script in node_modules/.bin, a folder and a plain file are not programs', () => {
  vi.stubEnv(
    'PATH',
    ['node_modules/.bin', 'folders', 'plain'].map((name) => join(folder, name)).join(delimiter),
  );
  program('node_modules', '.bin', executable('ffmpeg'));
  mkdirSync(join(folder, 'folders', executable('ffmpeg')), { recursive: true });
  chmodSync(program('plain', executable('ffmpeg')), process.platform === 'win32' ? 0o755 : 0o644);
  expect(findOnPath('ffmpeg')).toBe(
    process.platform === 'win32' ? join(folder, 'plain', 'ffmpeg.exe') : null,
  );
});

test('ffmpeg is looked for in the setting, then FFMPEG_PATH, then PATH', () => {
  const setting = program('setting', 'ffmpeg');
  const variable = program('variable', 'ffmpeg');
  const onPath = program('bin', executable('ffmpeg'));
  vi.stubEnv('FFMPEG_PATH', variable);
  expect(findFfmpeg({ setting })).toEqual({ path: setting, source: 'setting' });
  expect(findFfmpeg({ setting: join(folder, 'gone') })).toEqual({ path: variable, source: 'FFMPEG_PATH' });
  vi.stubEnv('FFMPEG_PATH', undefined);
  // Where ffmpeg-static has downloaded its own, that one comes before PATH.
  expect([onPath, join(findPackage('ffmpeg-static') ?? '', executable('ffmpeg'))]).toContain(
    findFfmpeg()?.path,
  );
});

test('a Chromium named by CHROMIUM_PATH comes first', () => {
  program('bin', executable('chromium'));
  const named = program('named', 'chrome');
  vi.stubEnv('CHROMIUM_PATH', named);
  expect(findChromium()).toBe(named);
});

test('the packaged recogniser comes before the one that was built here', () => {
  expect(findWhisperServer({ resources: folder })).toBeNull();
  mkdirSync(whisperBuildFolder(), { recursive: true });
  const built = program('cache', readdirSync(cacheFolder())[0] ?? '', executable('whisper-server'));
  expect(findWhisperServer({ resources: folder })).toBe(built);
  const packaged = program('whisper.cpp', executable('whisper-server'));
  expect(findWhisperServer({ resources: folder })).toBe(packaged);
  expect(findWhisperServer()).toBe(built);
});

test('the build’s folder is the same each time, inside the cache', () => {
  expect(whisperBuildFolder()).toBe(whisperBuildFolder());
  expect(dirname(whisperBuildFolder())).toBe(cacheFolder());
});

test('the prebuilt recogniser is not found where it was never fetched', () => {
  expect(findWhisperNode()).toBeNull();
});

test('the cache is where TRAX_CACHE says, else among the user’s own caches', () => {
  expect(cacheFolder()).toBe(join(folder, 'cache'));
  vi.stubEnv('TRAX_CACHE', undefined);
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'xdg'));
  if (process.platform === 'linux') expect(cacheFolder()).toBe(join(folder, 'xdg', 'trax'));
  vi.stubEnv('XDG_CACHE_HOME', 'not/absolute');
  if (process.platform === 'linux') expect(cacheFolder()).toMatch(/\.cache\/trax$/);
});
