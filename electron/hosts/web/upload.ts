import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { safeFileName } from './uploadName.ts';

/** Kept free on the disk: the database has to go on writing. */
const reserveBytes = 64 * 1024 * 1024;

const partialName = 'upload.part';

/**
 * Streams a request's body into `<folder>/<uuid>/<safe name>` and gives the path. The file has its name only when it
 * is whole; whatever goes wrong, nothing of it stays. Throws INVALID_INPUT, FILE_EMPTY, DISK_FULL,
 * FOLDER_NOT_WRITABLE, and UPLOAD_FAILED when the sender went away.
 */
export async function receiveUpload(
  request: IncomingMessage,
  folder: string,
  givenName: string | null,
): Promise<string> {
  if (!givenName) throw new TraxError('INVALID_INPUT', { reason: say('reason.uploadName') });
  const name = safeFileName(givenName);
  const own = join(folder, randomUUID());
  const partial = join(own, partialName);
  try {
    await mkdir(own, { recursive: true });
    await checkRoom(folder, Number(request.headers['content-length'] ?? 0));
    if ((await store(request, partial)) === 0) throw new TraxError('FILE_EMPTY', { path: name });
    await rename(partial, join(own, name));
    return join(own, name);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    throw uploadFailure(error, name, folder);
  }
}

/** Writes the body as fast as the disk takes it and gives its size. A failed write leaves the connection open for the answer. */
async function store(request: IncomingMessage, path: string): Promise<number> {
  await using file = await open(path, 'wx');
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    await file.writeFile(chunk);
    size += chunk.length;
  }
  return size;
}

async function checkRoom(folder: string, needed: number) {
  const { bavail, bsize } = await statfs(folder);
  if (needed > 0 && needed + reserveBytes > bavail * bsize)
    throw new TraxError('DISK_FULL', { path: folder });
}

function uploadFailure(error: unknown, name: string, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const cause = { cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new TraxError('DISK_FULL', { path: folder }, cause);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new TraxError('FOLDER_NOT_WRITABLE', { path: folder }, cause);
  }
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return new TraxError('UPLOAD_FAILED', { name, reason: say('reason.uploadBrokeOff') }, cause);
  }
  return error;
}
