import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/**
 * What tells this computer's leases from another's on the same database: a random id in the data folder. Host names are
 * not unique, containers least of all.
 */
export async function computerId(file: string): Promise<string> {
  try {
    await writeFile(file, randomUUID(), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}
