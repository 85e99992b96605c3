/**
 * `npm start`: Trax in a window of its own, or, where Electron's runtime is not here and cannot be downloaded, in the browser.
 * What follows `--` goes to Trax: `npm start -- talk.mp4`, or `npm start -- --web` for the browser in any case.
 */
import { findElectron } from '../electron/core/tools/electron.mjs';
import { bringUpToDate } from './build/bundles.mjs';
import { runInForeground } from './foreground.mjs';
import { root } from './setup/run.mjs';
import { say } from './setup/say.mjs';

const given = process.argv.slice(2);
const wantsWeb = given.includes('--web');
const rest = given.filter((argument) => argument !== '--web');
const electron = wantsWeb ? null : findElectron();

if (electron) {
  await bringUpToDate();
  await runInForeground(electron, [root, ...rest]);
} else {
  if (!wantsWeb)
    say('Electron could not be downloaded here, so Trax opens in your browser: everything works there too.');
  await runInForeground(process.execPath, [`${root}/bin/trax.mjs`, 'serve', ...rest]);
}
