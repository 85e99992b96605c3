import { join } from 'node:path';
import { findFfmpeg } from '../../electron/core/tools/ffmpeg.mjs';
import { findPackage } from '../../electron/core/tools/places.mjs';
import { outerNode, run } from './run.mjs';
import { byApt, installCommand } from './system.mjs';

/** @type {import('./tool.mjs').Tool} */
export const ffmpeg = {
  name: 'ffmpeg',
  isThere: () => findFfmpeg() !== null,
  ways: () => [...byApt('ffmpeg', 'ffmpeg'), ...byDownload()],
  advice: () => {
    const command = installCommand({ linux: 'ffmpeg', mac: 'ffmpeg', windows: 'Gyan.FFmpeg' });
    return `Trax reads recordings with ffmpeg, which is not here: run  ${command}`;
  },
};

/** The package `ffmpeg-static` holds only a downloader, which is not run at installation because networks block it. */
function byDownload() {
  const folder = findPackage('ffmpeg-static');
  if (!folder) return [];
  const get = () => run(outerNode(), [join(folder, 'install.js')], { cwd: folder, minutes: 5 });
  return [{ what: 'Downloading ffmpeg', get }];
}
