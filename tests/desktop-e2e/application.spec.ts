import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findElectron } from '../../electron/core/tools/electron.mjs';
import { bringUpToDate } from '../../scripts/build/bundles.mjs';
import { sample } from '../support/fixtures.ts';

const root = resolve(import.meta.dirname, '../..');
const electron = findElectron() ?? '';
/** Chromium refuses to run as root with its own sandbox. */
const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

test.skip(electron === '', "Electron's runtime is not on this computer: npm start downloads it where it can");
test.describe.configure({ mode: 'serial' });

let folder: string;
let environment: Record<string, string>;
let application: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  await bringUpToDate();
  folder = await mkdtemp(join(tmpdir(), 'trax-é '));
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]);
  environment = {
    ...Object.fromEntries(inherited),
    TRAX_HOME: join(folder, 'home'),
    TRAX_MODELS_DIR: resolve(root, 'resources', 'sample'),
  };
  application = await _electron.launch({
    executablePath: electron,
    args: [root, sample('s01.wav'), ...switches],
    env: environment,
  });
  page = await application.firstWindow();
});

test.afterAll(async () => {
  await application?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('a recording that the application was started with is transcribed and can be read', async () => {
  await page.getByRole('link', { name: 's01' }).click();
  const text = page.getByRole('region', { name: 'Transcript' });
  await expect(text).toContainText('Carol will call Alice soon');
});

test('the sound comes by the byte range', async () => {
  const id = /[0-9a-f-]{36}/.exec(page.url())?.[0];
  const answer = await page.evaluate(async (recording) => {
    const response = await fetch(`trax://media/${recording}`, { headers: { range: 'bytes=0-43' } });
    return { status: response.status, size: (await response.arrayBuffer()).byteLength };
  }, id);
  expect(answer).toEqual({ status: 206, size: 44 });
});

test('the page has no Node, opens no window and goes nowhere', async () => {
  expect(
    await page.evaluate(() => ['process', 'require', 'module'].filter((name) => name in globalThis)),
  ).toEqual([]);
  expect(await page.evaluate(() => String(Reflect.get(globalThis, 'open')('https://example.com')))).toBe(
    'null',
  );
  await page.evaluate(() => Reflect.get(globalThis, 'location').assign('https://example.com'));
  expect(page.url()).toMatch(/^trax:\/\/app\//);
  expect(application.windows()).toHaveLength(1);
});

test('a second instance hands its file to the first and leaves', async () => {
  const second = spawn(electron, [root, sample('s02.wav'), ...switches], {
    env: environment,
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await page.evaluate(() => Reflect.set(Reflect.get(globalThis, 'location'), 'hash', ''));
  await expect(page.getByRole('link', { name: 's02' })).toBeVisible();
});

test('the menu goes to the queue', async () => {
  await application.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('go.queue')?.click());
  await expect(page.getByRole('region', { name: /s01|s02/ }).first()).toBeVisible();
});
