import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createBuilder, loadConfigFromFile } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample, sampleModel } from '../support/fixtures.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;

/** The application as it is packaged: bundles without sources, resources and native packages beside them. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-bundle-'));
  await symlink(join(root, 'resources'), join(folder, 'resources'), 'junction');
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const file = join(root, 'vite.config.ts');
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, file);
  const { environments = {}, ...config } = loaded?.config ?? {};
  const { node = {}, preload = {} } = environments;
  for (const { build } of [node, preload]) if (build) build.outDir = join(folder, 'out');
  const builder = await createBuilder({
    ...config,
    environments: { node, preload },
    configFile: false,
    logLevel: 'error',
  });
  for (const name of ['node', 'preload']) {
    const environment = builder.environments[name];
    if (environment) await builder.build(environment);
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the built application transcribes a recording in a utility process, and ends', {
  timeout: 120_000,
}, async () => {
  await using data = await createDataFolder();
  const program = fileURLToPath(new URL('./bundledApplication.ts', import.meta.url));
  const main = join(folder, 'out', 'desktop', 'main.js');
  const child = spawn(process.execPath, [program, main, sample('s01.wav'), sampleModel], {
    env: { ...process.env, TRAX_HOME: data.path, TRAX_MODELS_DIR: '', DATABASE_URL: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  expect(JSON.parse(output)).toEqual({ text: 'Carol will call Alice soon.', errorBoxes: [], quits: 1 });
});
