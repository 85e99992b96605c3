import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { TraxError } from '../../../shared/errors.ts';
import { fileErrorCode } from './ffmpeg.ts';

/** A large buffer halves the time on spinning and network drives. */
const bufferSize = 1 << 20;

/** sha256 of a whole file, hexadecimal, read as a stream. Throws FILE_NOT_FOUND or FILE_NOT_READABLE. */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: bufferSize }), hash, { signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new TraxError(fileErrorCode(cause as NodeJS.ErrnoException), { path }, { cause });
  }
  return hash.digest('hex');
}
