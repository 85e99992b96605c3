import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, executable, findPackage, isExecutable } from './places.mjs';

/** The whisper.cpp release that the npm package `nodejs-whisper` 0.3.1 carries. */
export const whisperVersion = '1.9.1';

/** The prebuilt recogniser for computers without a compiler. */
export const whisperNodeVersion = '1.1.3';

/** How the set-up builds whisper.cpp. Part of the name of the build: a change here makes a new one. */
export const buildOptions = [
  '-DCMAKE_BUILD_TYPE=Release',
  '-DBUILD_SHARED_LIBS=OFF',
  '-DGGML_NATIVE=ON',
  '-DWHISPER_BUILD_TESTS=OFF',
  '-DWHISPER_BUILD_EXAMPLES=ON',
  '-DWHISPER_BUILD_SERVER=ON',
];

/**
 * whisper.cpp's sources, or null where they are not installed.
 * @returns {string | null}
 */
export function findWhisperSources() {
  const inPackage = findPackage('nodejs-whisper');
  return inPackage && join(inPackage, 'cpp', 'whisper.cpp');
}

/**
 * The folder of this computer's own build. It is made for this very processor (`GGML_NATIVE`), so the name holds a hash of
 * what the processor can do: a home folder shared by two computers holds two builds.
 * @returns {string}
 */
export function whisperBuildFolder() {
  const hash = createHash('sha256')
    .update(processor())
    .update(buildOptions.join())
    .digest('hex')
    .slice(0, 12);
  return join(cacheFolder(), `whisper.cpp-${whisperVersion}-${process.platform}-${process.arch}-${hash}`);
}

/** On Linux the flags too: cloud machines of one model name differ in what they let a guest use. */
function processor() {
  const model = cpus()[0]?.model ?? '';
  if (!existsSync('/proc/cpuinfo')) return model;
  return model + (/^(?:flags|Features)\s*:.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[0] ?? '');
}

/**
 * whisper.cpp's server: the one that is packaged with the application, else the one that the set-up built; null without both.
 * @param {{ resources?: string }} [options] `resources` is the host's folder of that name
 * @returns {string | null}
 */
export function findWhisperServer({ resources } = {}) {
  const folders = [...(resources ? [join(resources, 'whisper.cpp')] : []), whisperBuildFolder()];
  return folders.map((folder) => join(folder, executable('whisper-server'))).find(isExecutable) ?? null;
}

/**
 * Where the set-up puts `@fugood/whisper.node`: a folder of its own in the cache, because `npm ci` would remove it from
 * `node_modules` and because its 240 MB of CUDA and Vulkan variants are left out.
 * @returns {string}
 */
export function whisperNodeFolder() {
  return join(cacheFolder(), `whisper.node-${whisperNodeVersion}-${process.platform}-${process.arch}`);
}

/**
 * The file to import (`await import(pathToFileURL(path).href)`) for the prebuilt recogniser, or null. It is 8 to 15 times
 * slower than `whisper-server` on x86 Linux and gives no probabilities.
 * @returns {string | null}
 */
export function findWhisperNode() {
  const entry = join(whisperNodeFolder(), 'node_modules', '@fugood', 'whisper.node', 'lib', 'index.js');
  return existsSync(entry) ? entry : null;
}
