import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import { readSource } from '../queue/handlers/source.ts';
import type { WorkerPool } from '../workers/pool.ts';

/** A page with more sound than this (bytes, about five hours of it) is more than browsers open. */
const mostSound = 180_000_000;

/**
 * A recording's sound as an address that holds it: the playback copy, or one made for this; undefined where there is a text only.
 * Throws INVALID_INPUT where it is too long, and what making a copy throws.
 */
export function createSound(options: {
  database: Database;
  pool: WorkerPool;
  ffmpeg(): Promise<string>;
  /** Where a copy lies while it is read. */
  folder: string;
}) {
  const { database, pool, ffmpeg, folder } = options;
  return async function soundOf(recordingId: string): Promise<string | undefined> {
    const { path, info, playbackPath } = await readSource(database, recordingId);
    if (playbackPath) return addressOf(await readFile(playbackPath));
    const track = info?.chosenTrack;
    if (track == null) return undefined;
    const outputPath = join(folder, `${randomUUID()}.part`);
    try {
      const job = { path, ffmpegPath: await ffmpeg(), track, outputPath };
      await pool.use((worker) => worker.makePlaybackCopy(job));
      return addressOf(await readFile(outputPath));
    } finally {
      await rm(outputPath, { force: true });
    }
  };
}

function addressOf(sound: Buffer): string {
  if (sound.length > mostSound)
    throw new TraxError('INVALID_INPUT', { reason: say('reason.tooLongForPage') });
  return `data:audio/mp4;base64,${sound.toString('base64')}`;
}
