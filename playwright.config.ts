import { defineConfig } from '@playwright/test';
import { findChromium } from './electron/core/tools/chromium.mjs';

const asRoot = process.getuid?.() === 0;

export default defineConfig({
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: false,
  // One per core of a small computer: each file has a server and a library of its own.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  // To write down every step takes a fifth of the time, which a run that nobody watches does not have.
  use: { trace: process.env.CI ? 'off' : 'retain-on-failure' },
  projects: [
    {
      name: 'app',
      testDir: 'tests/app',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: findChromium() ?? undefined,
          // What is drawn is looked at by nobody: a process for it costs a tenth of the time.
          args: ['--disable-gpu', ...(asRoot ? ['--no-sandbox'] : [])],
        },
      },
    },
    { name: 'desktop-e2e', testDir: 'tests/desktop-e2e' },
  ],
});
