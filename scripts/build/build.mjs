/** Builds the page and the programs into `out/`, beside what runs from there. */
import { join } from 'node:path';
import { createBuilder } from 'vite';
import { root } from '../setup/run.mjs';
import { setUpToDate } from './bundles.mjs';

const started = new Date();
try {
  const builder = await createBuilder({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  for (const name of ['client', 'node', 'preload']) {
    const environment = builder.environments[name];
    if (!environment) throw new Error(`vite.config.ts has no environment "${name}".`);
    await builder.build(environment);
  }
  setUpToDate(started);
} catch (error) {
  // Where in the sources it is stands in the message; where in the tools it came up helps nobody.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
