import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../database/postgres/place.ts';
import type { Tree } from './copyTree.ts';
import { pointerName } from './pointer.ts';

/** What belongs to the home, to this moment, or to the place of the server. */
const staying = [
  pointerName,
  'moving.json',
  'browser',
  'run',
  'database.place',
  'database.replacement',
  'database.upgrade',
];

/** Of the server's place: the database itself, and what rests. */
const database = ['database'];
const history = ['wal', 'replaced'];

export interface Parts {
  /** The database: only to be copied while nobody uses it. */
  readonly database: Tree[];
  /** All the rest: may be copied while it is used, and once more after. */
  readonly rest: Tree[];
}

/** What moves from one data folder to another, with the server's files, which root keeps elsewhere. */
export async function partsOf(
  source: { folder: string; place: Place | null },
  target: { folder: string; place: Place | null },
): Promise<Parts> {
  const served = (names: readonly string[]): Tree[] =>
    source.place && target.place
      ? names.map((name) => ({
          from: join(source.place?.folder ?? '', name),
          to: join(target.place?.folder ?? '', name),
          owner: target.place?.user ?? null,
        }))
      : [];
  const names = (await readdir(source.folder)).filter(
    (name) => ![...staying, ...database, ...history].includes(name) && !isPassing(name),
  );
  const own = names.map((name) => ({
    from: join(source.folder, name),
    to: join(target.folder, name),
    owner: null,
  }));
  // Of what is about running processes only the computer's id: the queue knows its recordings by it.
  const id = {
    from: join(source.folder, 'run', 'computer'),
    to: join(target.folder, 'run', 'computer'),
    owner: null,
  };
  return { database: served(database), rest: [...own, id, ...served(history)] };
}

/** Half-made things, and programs that are made again where they are needed. */
function isPassing(name: string): boolean {
  return /^(database\.new-|restored-|upgraded-|\.writable|trax-postgresql-)/.test(name);
}
