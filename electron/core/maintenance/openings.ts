import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessAlive } from '../processes.ts';

/** The cores that have a data folder open, as they note it there; what a core that died has left tells of its end. */
export interface Openings extends AsyncDisposable {
  /** Whether a core ended without closing, and nobody has looked after it since. */
  readonly wasInterrupted: boolean;
  /** Says that what an interrupted core left was looked through. */
  forget(): Promise<void>;
}

/** Containers give each process the same number, so that it takes when the process began to tell it from a former one. */
const own = () => `${process.pid}-${Math.floor(performance.timeOrigin)}`;

/** Notes in a folder that this core is open; disposing says that it was closed well. */
export async function noteOpening(folder: string): Promise<Openings> {
  const left = (await readdir(folder)).filter(isForsaken);
  const note = join(folder, `${own()}-${randomUUID()}`);
  await writeFile(note, '');
  return {
    wasInterrupted: left.length > 0,
    async forget() {
      for (const name of left) await rm(join(folder, name), { force: true });
    },
    [Symbol.asyncDispose]: () => rm(note, { force: true }),
  };
}

function isForsaken(name: string): boolean {
  const pid = Number(name.split('-')[0]);
  return pid === process.pid ? !name.startsWith(`${own()}-`) : !isProcessAlive(pid);
}
