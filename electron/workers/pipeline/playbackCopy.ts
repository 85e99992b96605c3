import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { checkFile, inputArguments, runFfmpeg } from './ffmpeg.ts';
import { writeFailure } from './writeFailure.ts';

/** What to copy, and where to. */
export interface PlaybackJob {
  readonly path: string;
  readonly ffmpegPath: string;
  readonly track: number;
  readonly outputPath: string;
}

/** Enough for speech in stereo; a fifth of a song. */
const bitRate = '80k';
const noRoom = /No space left on device|Disk quota exceeded/i;
const notWritable = /(Permission denied|Read-only file system)/i;

/**
 * Makes a small M4A (AAC) of one track, its index in front so that a player can seek at once, and gives its size in
 * bytes. A picture is left out. Throws DISK_FULL, FOLDER_NOT_WRITABLE, MEDIA_UNREADABLE or what reading the file throws.
 */
export async function makePlaybackCopy(
  { path, ffmpegPath, track, outputPath }: PlaybackJob,
  signal: AbortSignal,
): Promise<{ size: number }> {
  await checkFile(path);
  const temporary = `${outputPath}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(outputPath), { recursive: true });
    const sound = [
      '-map',
      `0:${track}`,
      '-af',
      'aresample=async=1:first_pts=0',
      '-ac',
      '2',
      '-c:a',
      'aac',
      '-b:a',
      bitRate,
    ];
    const container = [
      '-map_metadata',
      '-1',
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
      '-y',
      `file:${temporary}`,
    ];
    const end = await runFfmpeg(
      ffmpegPath,
      ['-v', 'error', ...inputArguments(path), ...sound, ...container],
      signal,
    );
    if (end.status !== 0) throw failureOf(end.report, path, outputPath);
    const { size } = await stat(temporary);
    await rename(temporary, outputPath);
    return { size };
  } catch (error) {
    throw writeFailure(error, outputPath);
  } finally {
    await rm(temporary, { force: true });
  }
}

function failureOf(report: string, path: string, outputPath: string): TraxError {
  const folder = { path: dirname(outputPath) };
  if (noRoom.test(report)) return new TraxError('DISK_FULL', folder, { cause: report });
  if (notWritable.test(report)) return new TraxError('FOLDER_NOT_WRITABLE', folder, { cause: report });
  return new TraxError('MEDIA_UNREADABLE', { path }, { cause: report });
}
