import { join, resolve } from 'node:path';
import { executable, findOnPath, findPackage, isExecutable } from './places.mjs';

/**
 * Where an ffmpeg was found.
 * @typedef {{ path: string, source: 'setting' | 'FFMPEG_PATH' | 'ffmpeg-static' | 'PATH' }} FoundFfmpeg
 */

/**
 * The ffmpeg to use: the user's setting, `FFMPEG_PATH`, the package `ffmpeg-static` where its download has worked, `PATH`.
 * A setting or variable that names no program is passed over; null when there is none at all.
 * @param {{ setting?: string | null }} [options]
 * @returns {FoundFfmpeg | null}
 */
export function findFfmpeg({ setting } = {}) {
  const inPackage = findPackage('ffmpeg-static');
  /** @type {[FoundFfmpeg['source'], string | null | undefined][]} */
  const places = [
    ['setting', setting && resolve(setting)],
    ['FFMPEG_PATH', process.env.FFMPEG_PATH && resolve(process.env.FFMPEG_PATH)],
    ['ffmpeg-static', inPackage && join(inPackage, executable('ffmpeg'))],
    ['PATH', findOnPath('ffmpeg')],
  ];
  for (const [source, path] of places) if (path && isExecutable(path)) return { path, source };
  return null;
}
