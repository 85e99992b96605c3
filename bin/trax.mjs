#!/usr/bin/env node
/**
 * The command `trax`, on any Node >= 20. Trax's sources run as they are on Node 24 (types are stripped), which the set-up
 * puts into `node_modules`; on an older Node this starts that one in its place.
 */
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode, oldestNode } from '../electron/core/tools/node.mjs';
import { cacheFolder } from '../electron/core/tools/places.mjs';

const main = join(dirname(fileURLToPath(import.meta.url)), '..', 'electron', 'hosts', 'cli', 'main.ts');

if (Number.parseInt(process.versions.node, 10) >= oldestNode) {
  // The variable is for the workers, which this process starts.
  process.env.NODE_COMPILE_CACHE ??= join(cacheFolder(), 'compiled');
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  process.argv[1] = main;
  if (process.argv[2] === 'serve') {
    const { bringUpToDate } = await import('../scripts/build/bundles.mjs');
    await bringUpToDate('page');
  }
  await import(pathToFileURL(main).href);
} else {
  const node = findNode();
  if (node) {
    const { runInForeground } = await import('../scripts/foreground.mjs');
    await runInForeground(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
  } else {
    console.error(
      `Trax runs on Node ${oldestNode} or newer, and this is ${process.version}: run  npm ci && node scripts/setup.mjs`,
    );
    process.exitCode = 1;
  }
}
