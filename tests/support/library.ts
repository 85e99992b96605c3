import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { restoreLibrary } from '../../electron/core/backups/restore.ts';
import { takeBackup } from '../../electron/core/backups/takeBackup.ts';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { queryRows } from './database.ts';
import { createDataFolder } from './dataFolder.ts';
import { silentLog as log } from './log.ts';

/** A library of its own with an embedded server, whose words stand for what people store. */
export async function createLibrary(stack: AsyncDisposableStack) {
  const dataFolder = stack.use(await createDataFolder()).path;
  const folder = join(dataFolder, 'backups');
  return {
    dataFolder,
    folder,
    log,
    open: () => openDatabase({ dataFolder, log }),
    /** Backs the running library up. */
    backUp(database: Database, options: Partial<Parameters<typeof takeBackup>[0]> = {}) {
      const { place, url } = database;
      if (!place) throw new Error('a library of its own has a place');
      return takeBackup({ url, place, folder, reason: 'wish', ...options });
    },
    restore: (options: Partial<Parameters<typeof restoreLibrary>[0]> = {}) =>
      restoreLibrary({ dataFolder, folder, log, ...options }),
    /** What is stored, as the library says that is opened for it. */
    async words(): Promise<string[]> {
      await using database = await openDatabase({ dataFolder, log });
      return await wordsOf(database);
    },
    /** The folder that the server's files are in. */
    async place(): Promise<string> {
      const elsewhere = await readFile(join(dataFolder, 'database.place'), 'utf8').catch(() => dataFolder);
      return elsewhere.trim();
    },
  };
}

export type TestLibrary = Awaited<ReturnType<typeof createLibrary>>;

/** Stores a word and gives the server's time after it. */
export async function store({ url }: Database, word: string): Promise<Date> {
  await queryRows(url, 'insert into search_words (word) values ($1)', [word]);
  const [row] = await queryRows<{ now: Date }>(url, 'select clock_timestamp() as now');
  return row?.now ?? new Date(Number.NaN);
}

export async function wordsOf({ url }: Database): Promise<string[]> {
  const rows = await queryRows<{ word: string }>(url, 'select word from search_words order by word');
  return rows.map(({ word }) => word);
}
