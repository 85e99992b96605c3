import { once } from 'node:events';
import { openDatabase } from '../../electron/core/database/database.ts';

/**
 * A core without the rest: opens the library of the folder given as argument, says so in a line of JSON, and holds it
 * until its input is closed. Tests start it as a process of its own.
 */
const [dataFolder = ''] = process.argv.slice(2);
const say = (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`);
const log = {
  info: (message: string) => process.stderr.write(`${message}\n`),
  warn: (message: string) => process.stderr.write(`${message}\n`),
  error: (message: string) => process.stderr.write(`${message}\n`),
};

try {
  await using database = await openDatabase({ dataFolder, log });
  const [row] = await database.orm.em.execute<{ user: number | null; encoding: string; trigrams: number }[]>(
    `select current_setting('server_encoding') as encoding, cardinality(show_trgm('東京')) as trigrams`,
  );
  say({ ...row, url: database.url, uid: process.getuid?.() });
  process.stdin.resume();
  await once(process.stdin, 'end');
} catch (error) {
  say({ code: error instanceof Error && 'code' in error ? error.code : String(error) });
}
