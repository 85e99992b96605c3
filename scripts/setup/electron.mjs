import { join } from 'node:path';
import { findElectron } from '../../electron/core/tools/electron.mjs';
import { findPackage } from '../../electron/core/tools/places.mjs';
import { outerNode, run } from './run.mjs';

/**
 * Electron's runtime. Without advice: `npm start` opens the same page in the browser and says so.
 * @type {import('./tool.mjs').Tool}
 */
export const electron = {
  name: 'Electron',
  isThere: () => findElectron() !== null,
  ways: () => {
    const folder = findPackage('electron');
    if (!folder) return [];
    const get = () => run(outerNode(), [join(folder, 'install.js')], { cwd: folder, minutes: 5 });
    return [{ what: 'Downloading Electron', get }];
  },
};
