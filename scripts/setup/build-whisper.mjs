import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { executable } from '../../electron/core/tools/places.mjs';
import { buildOptions, findWhisperSources, whisperBuildFolder } from '../../electron/core/tools/whisper.mjs';
import { findBuildTools } from './build-tools.mjs';
import { remove, run } from './run.mjs';

/** `whisper-cli` is for `npm run bench`, which compares Trax with the bare engine; it costs a few seconds here. */
const programs = ['whisper-server', 'whisper-cli'];

/**
 * Builds whisper.cpp's server in a temporary folder of the cache and puts it in its place in one step, so that a broken-off
 * build leaves nothing that looks finished. Throws when cmake does.
 * @param {(howFar: string) => void} progress
 */
export async function buildWhisper(progress) {
  const place = whisperBuildFolder();
  mkdirSync(dirname(place), { recursive: true });
  const work = mkdtempSync(join(dirname(place), 'building-'));
  try {
    const finished = join(work, 'finished');
    await compile(join(work, 'build'), finished, buildOptions, progress);
    remove(place);
    renameSync(finished, place);
  } finally {
    remove(work);
  }
}

/**
 * Builds the programs and copies them, and the libraries that an option made them need, to a folder.
 * @param {string} build @param {string} destination @param {readonly string[]} options of cmake
 * @param {(howFar: string) => void} progress
 */
export async function compile(build, destination, options, progress) {
  const cmake = findBuildTools();
  const sources = findWhisperSources();
  if (!cmake || !sources) throw new Error('There is no cmake, no C++ compiler, or nothing to build.');
  await run(cmake, ['-S', sources, '-B', build, ...options]);
  const jobs = String(Math.max(1, cpus().length));
  await run(cmake, ['--build', build, '--config', 'Release', '--parallel', jobs, '--target', ...programs], {
    onLine: (line) => reportProgress(line, progress),
  });
  const output =
    [join(build, 'bin', 'Release'), join(build, 'bin')].find((folder) => existsSync(folder)) ?? build;
  const libraries = readdirSync(output).filter((name) =>
    /^(lib)?(ggml|whisper).*\.(so|dylib|dll)$/.test(name),
  );
  mkdirSync(destination, { recursive: true });
  for (const name of [...programs.map(executable), ...libraries])
    copyFileSync(join(output, name), join(destination, name));
}

/** Make says `[ 45%]`, Ninja `[12/95]`. */
function reportProgress(/** @type {string} */ line, /** @type {(howFar: string) => void} */ progress) {
  const percent = /^\[ *(\d+)%\]/.exec(line);
  if (percent) progress(`${percent[1]} %`);
  const steps = /^\[(\d+)\/(\d+)\]/.exec(line);
  if (steps) progress(`${Math.floor((100 * Number(steps[1])) / Number(steps[2]))} %`);
}
