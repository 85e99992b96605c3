import { join } from 'node:path';
import { findChromium } from '../../electron/core/tools/chromium.mjs';
import { findPackage } from '../../electron/core/tools/places.mjs';
import { outerNode, run } from './run.mjs';
import { byApt, installCommand } from './system.mjs';

/** @type {import('./tool.mjs').Tool} */
export const chromium = {
  name: 'Chromium',
  isThere: () => findChromium() !== null,
  ways: () => [...byApt('Chromium', 'chromium'), ...byPlaywright()],
  advice: () => {
    const command = installCommand({ linux: 'chromium', mac: '--cask chromium', windows: 'Google.Chrome' });
    return `The tests of the page need a Chromium, which is not here: run  ${command}`;
  },
};

function byPlaywright() {
  const folder = findPackage('@playwright/test');
  if (!folder) return [];
  const get = () => run(outerNode(), [join(folder, 'cli.js'), 'install', 'chromium'], { minutes: 5 });
  return [{ what: 'Downloading Chromium', get }];
}
