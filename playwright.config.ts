import { defineConfig } from '@playwright/test';
import { findChromium } from './electron/core/tools/chromium.mjs';

const asRoot = process.getuid?.() === 0;

export default defineConfig({
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
  projects: [
    {
      name: 'app',
      testDir: 'tests/app',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: findChromium() ?? undefined,
          args: asRoot ? ['--no-sandbox'] : [],
        },
      },
    },
    { name: 'desktop-e2e', testDir: 'tests/desktop-e2e' },
  ],
});
