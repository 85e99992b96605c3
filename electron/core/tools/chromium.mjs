import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { findOnPath, isExecutable } from './places.mjs';

/** Where installers put a Chromium that is not on `PATH`. */
const applications = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    join(process.env.ProgramFiles ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(process.env.LOCALAPPDATA ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(
      process.env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)',
      'Microsoft',
      'Edge',
      'Application',
      'msedge.exe',
    ),
  ],
};

/** The program inside a browser that Playwright downloaded, by platform. */
const insidePlaywright = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/**
 * The Chromium that prints PDFs and that the tests of the page run in: `CHROMIUM_PATH`, `PATH`, an installed Chrome or Edge,
 * Playwright's own; or null.
 * @returns {string | null}
 */
export function findChromium() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH && isExecutable(resolve(CHROMIUM_PATH))) return resolve(CHROMIUM_PATH);
  const installed = findOnPath(
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  );
  const platform =
    process.platform === 'darwin' || process.platform === 'win32' ? applications[process.platform] : [];
  return installed ?? [...platform, ...playwrightBrowsers()].find(isExecutable) ?? null;
}

/** Newest first. The folders are those of https://playwright.dev/docs/browsers#managing-browser-binaries */
function playwrightBrowsers() {
  const caches = { darwin: 'Library/Caches', win32: 'AppData/Local', linux: '.cache' };
  const place = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  const own = process.env.PLAYWRIGHT_BROWSERS_PATH;
  const folder = own && isAbsolute(own) ? own : join(homedir(), caches[place], 'ms-playwright');
  if (!existsSync(folder)) return [];
  const builds = readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name));
  builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return builds.flatMap((build) => insidePlaywright.map((inside) => join(folder, build, inside)));
}
