import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { numberedFileName } from '../../../shared/formats/fileName.ts';

/** A path in a folder that is not taken: what somebody else has written stays, and the next number is tried. */
export async function freePath(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : numberedFileName(name, number));
    if (!(await exists(path))) return path;
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
