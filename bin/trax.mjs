#!/usr/bin/env node
/**
 * The command `trax`, on any Node >= 20: what was built of it where that is up to date, else its sources, which run as they are
 * on Node 24 (types are stripped). The set-up puts that into `node_modules`; an older Node starts it in its own place.
 */
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode, oldestNode } from '../electron/core/tools/node.mjs';
import { cacheFolder } from '../electron/core/tools/places.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

if (Number.parseInt(process.versions.node, 10) >= oldestNode) {
  // The variable is for the workers, which this process starts.
  process.env.NODE_COMPILE_CACHE ??= join(cacheFolder(), 'compiled');
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  const { bringUpToDate, isUpToDate } = await import('../scripts/build/bundles.mjs');
  // A browser needs the page built. Everything else runs from the sources too, which only takes longer to start.
  if (process.argv[2] === 'serve') await bringUpToDate();
  const main = isUpToDate() ? join(root, 'out', 'cli.js') : join(root, 'electron', 'hosts', 'cli', 'main.ts');
  process.argv[1] = main;
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
