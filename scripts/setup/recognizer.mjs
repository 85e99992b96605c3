import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findWhisperNode,
  findWhisperServer,
  findWhisperSources,
  whisperNodeFolder,
  whisperNodeVersion,
} from '../../electron/core/tools/whisper.mjs';
import { findBuildTools } from './build-tools.mjs';
import { buildWhisper } from './build-whisper.mjs';
import { npm, remove } from './run.mjs';
import { byApt, installCommand } from './system.mjs';

/** @typedef {import('./tool.mjs').Way} Way */

/**
 * What writes down what is said: whisper.cpp's server, built here from the sources in `nodejs-whisper`; without a compiler a
 * prebuilt recogniser, until there is one.
 * @type {import('./tool.mjs').Tool}
 */
export const recognizer = {
  name: 'the recogniser',
  isThere: () => findWhisperServer() !== null,
  ways: () => {
    if (!findWhisperSources()) return [];
    if (findBuildTools()) return [building, ...(findWhisperNode() ? [] : [prebuilt])];
    const byInstalling = byApt('cmake and a C++ compiler', 'cmake', 'make', 'g++').map((way) => ({
      what: way.what,
      get: async (/** @type {(howFar: string) => void} */ progress) => {
        await way.get(progress);
        await building.get(progress);
      },
    }));
    return [...byInstalling, ...(findWhisperNode() ? [] : [prebuilt])];
  },
  advice: () => {
    const reason = findBuildTools()
      ? 'whisper.cpp could not be built here'
      : 'There is no cmake or no C++ compiler here';
    const instead = findWhisperNode()
      ? 'Trax uses a prebuilt recogniser, 8 to 15 times slower and without probabilities'
      : 'Trax has only remote recognisers';
    return `${reason}, so ${instead}. For the fast one run  ${command()}`;
  },
};

/**
 * The prebuilt one in any case: the tests run it too.
 * @type {import('./tool.mjs').Tool}
 */
export const fallback = {
  name: 'the prebuilt recogniser',
  isThere: () => findWhisperNode() !== null,
  ways: () => [prebuilt],
};

function command() {
  if (findBuildTools()) return 'TRAX_SETUP_VERBOSE=1 node scripts/setup.mjs --again';
  return installCommand({
    linux: 'cmake g++',
    mac: 'cmake && xcode-select --install',
    windows: 'Kitware.CMake Microsoft.VisualStudio.2022.BuildTools',
  });
}

/** @type {Way} */
const building = { what: 'Building the recogniser (once, about a minute)', get: buildWhisper };

/** @type {Way} */
const prebuilt = {
  what: 'Fetching a prebuilt recogniser',
  isGot: () => findWhisperNode() !== null,
  get: async () => {
    const folder = whisperNodeFolder();
    mkdirSync(folder, { recursive: true });
    const dependencies = {
      '@fugood/whisper.node': whisperNodeVersion,
      [`@fugood/node-whisper-${process.platform}-${process.arch}`]: whisperNodeVersion,
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    try {
      // Without optional dependencies: those are the CUDA and Vulkan variants, 240 MB. The plain one is asked for by name.
      await npm(['install', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: folder,
      });
    } catch (error) {
      remove(folder);
      throw error;
    }
  },
};
