import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents, type Events } from '../../electron/core/events/events.ts';
import { createLibrary, type Library } from '../../electron/core/library/library.ts';
import { createWatcher } from '../../electron/core/watch/watcher.ts';
import { createWatchFolders, type WatchFolders } from '../../electron/core/watch/watchFolders.ts';
import { afterwardsSchema } from '../../shared/contract/afterwards.ts';
import { transcribeOptionsSchema } from '../../shared/contract/options.ts';
import { createTestDatabase } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { silentLog } from '../support/log.ts';

let stack: AsyncDisposableStack;
let base: string;
let inbox: string;
let database: Database;
let events: Events;
let library: Library;
let folders: WatchFolders;

const computer = 'here';
/** So fast that a test need not wait; the order of things is the same. */
const pace = { quiet: 150, calm: 60, share: 1 };
const nothing = afterwardsSchema.parse({});

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  base = stack.use(await createDataFolder()).path;
  inbox = join(base, 'inbox');
  await mkdir(inbox);
  const { url } = stack.use(await createTestDatabase());
  database = stack.use(await openDatabase({ dataFolder: base, databaseUrl: url, log: silentLog }));
  events = stack.use(await createEvents(database, silentLog));
  library = createLibrary({
    database,
    events,
    uploads: join(base, 'trax', 'media'),
    chooseOptions: async (wished) =>
      transcribeOptionsSchema.parse({ engine: 'whisper.cpp', model: 'test', ...wished }),
  });
  folders = createWatchFolders({
    database,
    events,
    computer,
    ownFolder: join(base, 'trax'),
    usualAfterwards: async () => nothing,
  });
});
afterEach(() => stack.disposeAsync());

const startWatcher = () =>
  createWatcher({ database, events, library, computer, ownFolder: join(base, 'trax'), log: silentLog, pace });
const watch = (path = inbox, more: Partial<Parameters<WatchFolders['add']>[0]> = {}) =>
  folders.add({ path, options: {}, afterwards: nothing, takesExisting: true, ...more });

const query = <Row>(sql: string) => database.orm.em.fork().execute<Row[]>(sql);
/** What was given to the queue, in its order. */
async function taken(): Promise<string[]> {
  const rows = await query<{ file_path: string }>(
    'select m.file_path from batch_items i join media_files m on m.id = i.media_file_id order by i.position',
  );
  return rows.map((row) => basename(row.file_path));
}
const state = async () => (await folders.list())[0];
/** Until the folder has been looked at once more from its beginning to its end. */
async function lookedAgain(): Promise<void> {
  for (let looks = 0; looks < 2; looks++) {
    const before = (await state())?.lookedAt;
    await expect.poll(async () => (await state())?.lookedAt).not.toBe(before);
  }
}

describe('a watch folder', () => {
  it('gives what lies in it and what comes to the queue, with its own settings', async () => {
    await mkdir(join(inbox, 'deep/er'), { recursive: true });
    await writeFile(join(inbox, 'deep/er/a.wav'), 'a');
    await writeFile(join(inbox, 'notes.txt'), 'no recording');
    await writeFile(join(inbox, '.hidden.wav'), 'hidden');
    await watch(inbox, { options: { language: 'de' }, afterwards: { ...nothing, formats: ['srt'] } });
    stack.use(await startWatcher());
    await expect.poll(taken).toEqual(['a.wav']);
    await writeFile(join(inbox, 'b.mp3'), 'bb');
    await expect.poll(taken).toEqual(['a.wav', 'b.mp3']);
    expect(
      await query(`select b.name, i.task_data -> 'options' ->> 'language' as language, b.afterwards -> 'formats' as formats
        from batch_items i join batch_jobs b on b.id = i.batch_job_id order by i.position`),
    ).toEqual([
      { name: 'a.wav', language: 'de', formats: ['srt'] },
      { name: 'b.mp3', language: 'de', formats: ['srt'] },
    ]);
    await expect.poll(state).toMatchObject({ state: 'watching', taken: 2, waiting: 0, failure: null });
  });

  it('leaves what was there before when only new recordings are wanted', async () => {
    await writeFile(join(inbox, 'old.wav'), 'old');
    await watch(inbox, { takesExisting: false });
    stack.use(await startWatcher());
    await writeFile(join(inbox, 'new.wav'), 'new');
    await expect.poll(taken).toEqual(['new.wav']);
    // The old one is another one once it was written anew.
    await writeFile(join(inbox, 'old.wav'), 'changed');
    await expect.poll(taken).toEqual(['new.wav', 'old.wav']);
  });

  it('takes no content twice, under no other name and not when its recording was deleted', async () => {
    await writeFile(join(inbox, 'a.wav'), 'one sound');
    await watch();
    stack.use(await startWatcher());
    await expect.poll(taken).toEqual(['a.wav']);
    await copyFile(join(inbox, 'a.wav'), join(inbox, 'copy.wav'));
    await lookedAgain();
    await rename(join(inbox, 'a.wav'), join(inbox, 'renamed.wav'));
    const { recordings } = await library.list({
      search: '',
      order: 'addedAt',
      descending: false,
      isBin: false,
      offset: 0,
      limit: 9,
    });
    await library.remove(recordings.map(({ id }) => id));
    await copyFile(join(inbox, 'renamed.wav'), join(inbox, 'once more.wav'));
    await lookedAgain();
    await writeFile(join(inbox, 'last.wav'), 'another sound');
    await expect.poll(taken).toEqual(['last.wav']);
    expect(await query('select outcome, count(*)::int from watched_files group by 1 order by 1')).toEqual([
      { outcome: 'known', count: 3 },
      { outcome: 'taken', count: 2 },
    ]);
  });

  it('takes nothing that is in the library, that Trax wrote, or that lies among its own files', async () => {
    await writeFile(join(base, 'known.wav'), 'known');
    await library.add({ paths: [join(base, 'known.wav')], options: {}, priority: 0 });
    await copyFile(join(base, 'known.wav'), join(inbox, 'copy of known.wav'));
    await writeFile(join(inbox, 'written.wav'), 'written by Trax');
    await query(`with r as (insert into transcription_results (text_content) values ('x') returning id)
      insert into exports (transcript_id, format, file_path) select id, 'wav', '${join(inbox, 'written.wav')}' from r`);
    await mkdir(join(base, 'trax/playback'), { recursive: true });
    await writeFile(join(base, 'trax/playback/own.m4a'), 'own');
    await watch(base);
    stack.use(await startWatcher());
    await writeFile(join(inbox, 'z.wav'), 'the last');
    await expect.poll(taken).toEqual(['known.wav', 'z.wav']);
  });

  it('waits for its drive, and goes on where it was', async () => {
    await writeFile(join(inbox, 'a.wav'), 'a');
    await watch();
    stack.use(await startWatcher());
    await expect.poll(taken).toEqual(['a.wav']);
    await rename(inbox, `${inbox}-away`);
    await expect.poll(async () => (await state())?.state).toBe('away');
    expect((await state())?.failure).toMatchObject({ code: 'FOLDER_AWAY', details: { path: inbox } });
    await writeFile(join(`${inbox}-away`, 'b.wav'), 'b');
    await rename(`${inbox}-away`, inbox);
    await expect.poll(taken).toEqual(['a.wav', 'b.wav']);
    await expect.poll(async () => (await state())?.state).toBe('watching');
  });

  it('is watched by one core at a time, and by another when that one is gone', async () => {
    await watch();
    const first = await startWatcher();
    stack.use(await startWatcher());
    for (const name of ['a', 'b', 'c']) await writeFile(join(inbox, `${name}.wav`), name);
    await expect.poll(async () => (await taken()).length).toBe(3);
    expect(await query('select distinct watcher from watch_folders')).toHaveLength(1);
    await first[Symbol.asyncDispose]();
    await writeFile(join(inbox, 'd.wav'), 'dd');
    await expect.poll(async () => (await taken()).length).toBe(4);
    // A core that crashed leaves its lease; a process that is gone holds nothing.
    await query(
      `update watch_folders set watcher = 'here/999999999/x', watcher_until = now() + interval '1 hour'`,
    );
    await writeFile(join(inbox, 'e.wav'), 'eee');
    await expect.poll(async () => (await taken()).length).toBe(5);
  });

  it('has settings of its own within another, is paused, resumed and let go', async () => {
    const inner = join(inbox, 'inner');
    await mkdir(inner);
    const outer = await watch(inbox, { options: { language: 'en' } });
    const { id } = await watch(inner, { options: { language: 'fr' } });
    await folders.update({ id, isPaused: true });
    stack.use(await startWatcher());
    await writeFile(join(inner, 'in.wav'), 'in');
    await writeFile(join(inbox, 'out.wav'), 'out');
    await expect.poll(taken).toEqual(['out.wav']);
    await folders.update({ id, isPaused: false });
    await expect.poll(taken).toEqual(['out.wav', 'in.wav']);
    expect(
      await query(
        `select task_data -> 'options' ->> 'language' as language from batch_items order by position`,
      ),
    ).toEqual([{ language: 'en' }, { language: 'fr' }]);
    await folders.remove(outer.id);
    await writeFile(join(inbox, 'later.wav'), 'later');
    await writeFile(join(inner, 'last.wav'), 'the last');
    await expect.poll(taken).toEqual(['out.wav', 'in.wav', 'last.wav']);
  });

  it('takes hundreds of files at once', async () => {
    for (let n = 0; n < 300; n++) await writeFile(join(inbox, `${n}.wav`), String(n));
    await watch();
    stack.use(await startWatcher());
    await expect.poll(async () => (await taken()).length).toBe(300);
    expect(await query('select name, total_files from batch_jobs')).toEqual([
      { name: 'inbox (300)', total_files: 300 },
    ]);
  });

  it('is refused where there is none, where it is watched already, and among the files of Trax', async () => {
    await watch();
    await writeFile(join(base, 'file'), '');
    await mkdir(join(base, 'trax'));
    const reason = (path: string) => watch(path).catch((error) => error.code);
    expect(await reason(`${inbox}/`)).toBe('FOLDER_WATCHED');
    expect(await reason(join(base, 'nowhere'))).toBe('FILE_NOT_FOUND');
    expect(await reason(join(base, 'file'))).toBe('INVALID_INPUT');
    expect(await reason('relative')).toBe('PATH_NOT_WHOLE');
    expect(await reason(join(base, 'trax'))).toBe('INVALID_INPUT');
    expect(await folders.list()).toHaveLength(1);
    await rm(inbox, { recursive: true });
  });
});
