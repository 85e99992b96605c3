/**
 * `npm run package`: installers for this platform, into `dist/`. What follows `--` goes to electron-builder, such as
 * `npm run package -- --dir`. The recogniser in them is built for every processor, not for this one.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../electron/core/tools/places.mjs';
import { build } from './build/bundles.mjs';
import { runInForeground } from './foreground.mjs';
import { collectLicences } from './licences/collect.mjs';
import { compile } from './setup/build-whisper.mjs';
import { root } from './setup/run.mjs';
import { announce } from './setup/say.mjs';

const recognizer = join(root, 'out', 'whisper.cpp', `${process.platform}-${process.arch}`);

if (!existsSync(recognizer)) {
  const line = announce('Building the recogniser for every processor (some minutes)');
  await compile(join(root, 'out', 'build-whisper.cpp'), recognizer, portableOptions(), line.progress);
  line.done();
}
await build();
await collectLicences(join(root, 'out', 'THIRD-PARTY-LICENCES.txt'));
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
await runInForeground(process.execPath, [builder, '--publish', 'never', ...process.argv.slice(2)]);

/**
 * On a Mac one program with Metal in it. Elsewhere the processor's abilities are looked at when it starts: a library for each
 * generation, and one for Vulkan where this computer can build it, which is passed over where there is no driver.
 */
function portableOptions() {
  const common = [
    '-DCMAKE_BUILD_TYPE=Release',
    '-DGGML_NATIVE=OFF',
    '-DGGML_OPENMP=OFF',
    '-DWHISPER_BUILD_TESTS=OFF',
  ];
  if (process.platform === 'darwin')
    return [...common, '-DBUILD_SHARED_LIBS=OFF', '-DCMAKE_OSX_DEPLOYMENT_TARGET=12.0'];
  return [
    ...common,
    '-DBUILD_SHARED_LIBS=ON',
    '-DGGML_BACKEND_DL=ON',
    '-DGGML_CPU_ALL_VARIANTS=ON',
    `-DGGML_VULKAN=${findOnPath('glslc') ? 'ON' : 'OFF'}`,
    '-DCMAKE_BUILD_WITH_INSTALL_RPATH=ON',
    '-DCMAKE_INSTALL_RPATH=$ORIGIN',
    '-DCMAKE_PLATFORM_NO_VERSIONED_SONAME=ON',
  ];
}
