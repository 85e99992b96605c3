import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { folderFailure, isMissing } from '../database/failures.ts';
import { isProcessAlive } from '../processes.ts';

const noteIn = (folder: string) => join(folder, 'moving.json');

/** Says in a data folder that its database is being copied by this process, until disposed. */
export async function noteMove(folder: string): Promise<AsyncDisposable> {
  await requireResting(folder);
  await writeFile(noteIn(folder), JSON.stringify(process.pid));
  return { [Symbol.asyncDispose]: () => rm(noteIn(folder), { force: true }) };
}

/** Throws NOT_ALLOWED_NOW while another process moves the folder, and FOLDER_NOT_WRITABLE where it is none. A note of a process that died counts for nothing. */
export async function requireResting(folder: string): Promise<void> {
  const pid = await readFile(noteIn(folder), 'utf8').then(Number, (error: unknown) => {
    if (isMissing(error)) return Number.NaN;
    throw folderFailure(error, folder);
  });
  if (pid > 0 && pid !== process.pid && isProcessAlive(pid))
    throw new TraxError('NOT_ALLOWED_NOW', { reason: say('busy.moving') });
}
