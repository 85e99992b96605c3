import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { connect } from 'node:tls';
import type { Share } from '../../../shared/contract/computers.ts';
import { TraxError } from '../../../shared/errors.ts';
import { requireSpace, writeFailure } from '../models/disk.ts';
import { sha256OfFile } from '../sha256.ts';
import { identity, lockedTls } from './lockedTls.ts';

/** A recording that lies on another computer, as it has to arrive. */
export interface Wanted {
  readonly recordingId: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** The other computer's name. */
  readonly computer: string;
  /** How to reach it. */
  readonly shares: readonly Share[];
}

/** Milliseconds without a byte, after which the other computer is taken to be gone. */
const patience = 20_000;

/**
 * Fetches a recording to `path`; goes on where an earlier try stopped, and gives nothing that is not the recording itself.
 * Throws MEDIA_ELSEWHERE, MEDIA_DIFFERS, DISK_FULL, FOLDER_NOT_WRITABLE, or the signal's reason.
 */
export async function fetchMedia(wanted: Wanted, path: string, signal: AbortSignal): Promise<void> {
  if ((await sizeOf(path)) === wanted.size) return;
  const part = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await requireSpace(dirname(path), wanted.size - (await sizeOf(part)));
    if ((await sizeOf(part)) < wanted.size) await download(wanted, part, signal);
    if ((await sizeOf(part)) !== wanted.size || (await sha256OfFile(part, { signal })) !== wanted.sha256) {
      await rm(part, { force: true });
      throw new TraxError('MEDIA_DIFFERS', { computer: wanted.computer });
    }
    await rename(part, path);
  } catch (error) {
    signal.throwIfAborted();
    throw writeFailure(error, dirname(path));
  }
}

/** Tries every way to the computer until one has given everything. */
async function download(wanted: Wanted, part: string, signal: AbortSignal): Promise<void> {
  const causes: unknown[] = [];
  for (const { addresses, key } of wanted.shares) {
    for (const address of addresses) {
      try {
        return await downloadFrom(
          new URL(`https://${address}/media/${wanted.recordingId}`),
          key,
          part,
          signal,
        );
      } catch (error) {
        signal.throwIfAborted();
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EACCES') throw error;
        causes.push(error);
      }
    }
  }
  throw new TraxError(
    'MEDIA_ELSEWHERE',
    { computer: wanted.computer },
    { cause: new AggregateError(causes) },
  );
}

async function downloadFrom(url: URL, key: string, part: string, signal: AbortSignal): Promise<void> {
  const from = await sizeOf(part);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname: host, port, pathname: path } = url;
    const asked = request({
      path,
      headers: { range: `bytes=${from}-` },
      signal,
      createConnection: () =>
        connect({
          host,
          port: Number(port),
          ...lockedTls,
          pskCallback: () => ({ psk: Buffer.from(key, 'base64'), identity }),
          // The key proves who answers; there is no certificate.
          checkServerIdentity: () => undefined,
        }),
    });
    asked.once('response', resolve);
    asked.on('error', reject);
    asked.setTimeout(patience, () => asked.destroy(new Error('no answer')));
    asked.end();
  });
  if (answer.statusCode !== 206) {
    answer.destroy();
    throw new Error(`status ${answer.statusCode}`);
  }
  await pipeline(answer, createWriteStream(part, { flags: from > 0 ? 'a' : 'w' }), { signal });
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
