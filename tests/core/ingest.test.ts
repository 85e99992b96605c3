import { existsSync } from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents } from '../../electron/core/events/events.ts';
import { hashContent } from '../../electron/core/ingest/contentOf.ts';
import { createIngest } from '../../electron/core/ingest/ingest.ts';
import { createLibrary, type Library } from '../../electron/core/library/library.ts';
import type { Comparison } from '../../shared/contract/ingest.ts';
import { transcribeOptionsSchema } from '../../shared/contract/options.ts';
import { createTestDatabase } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { silentLog } from '../support/log.ts';

let stack: AsyncDisposableStack;
let folder: string;
let database: Database;
let library: Library;
let uploads: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = stack.use(await createDataFolder()).path;
  uploads = join(folder, 'media');
  const { url } = stack.use(await createTestDatabase());
  database = stack.use(await openDatabase({ dataFolder: folder, databaseUrl: url, log: silentLog }));
  library = createLibrary({
    database,
    events: stack.use(await createEvents(database, silentLog)),
    uploads,
    chooseOptions: async (wished) =>
      transcribeOptionsSchema.parse({ engine: 'whisper.cpp', model: 'test', ...wished }),
  });
});
afterEach(() => stack.disposeAsync());

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function compare(...paths: string[]): Promise<Comparison> {
  for await (const event of createIngest({ database, uploads }).compare(paths)) {
    if (event.type === 'compared') return event;
  }
  throw new Error('there was no end');
}

/** A recording that is transcribed, as the queue leaves it. */
async function transcribed(path: string): Promise<string> {
  const { recordings } = await library.add({ paths: [path], options: {}, priority: 0 });
  const id = recordings[0]?.id ?? '';
  const em = database.orm.em.fork();
  await em.execute(`update batch_items set status = 'running' where media_file_id = ?`, [id]);
  await em.execute(`update batch_items set status = 'completed' where media_file_id = ?`, [id]);
  await em.execute('update media_files set sha256 = ? where id = ?', [await hashContent(path), id]);
  await em.execute('insert into transcription_results (media_file_id, completed_at) values (?, now())', [id]);
  return id;
}

it('knows the same content under another name, and nothing else of its size', async () => {
  const id = await transcribed(await file('talk.wav', 'one sound'));
  const again = await file('copies/renamed.wav', 'one sound');
  const other = await file('copies/other.wav', 'ein Klang');
  const longer = await file('copies/longer.wav', 'quite another sound');
  expect(await compare(join(folder, 'copies'))).toMatchObject({
    fresh: [longer, other],
    repeats: [{ path: again, recordingId: id, title: 'talk' }],
    refused: [],
  });
});

it('knows the original by its hash when its file is gone or was replaced', async () => {
  const path = await file('talk.wav', 'one sound');
  const id = await transcribed(path);
  const again = await file('renamed.wav', 'one sound');
  await writeFile(path, 'new sound');
  expect(await compare(again, path)).toMatchObject({
    fresh: [path],
    repeats: [{ path: again, recordingId: id }],
  });
  await rm(path);
  expect(await compare(again)).toMatchObject({ fresh: [], repeats: [{ recordingId: id }] });
});

it('knows the same file again by its time, without reading it', async () => {
  const path = await file('talk.wav', 'one sound');
  const id = await transcribed(path);
  await database.orm.em
    .fork()
    .execute(`update media_files set format_info = '{"modifiedMs": 1000000.4}', sha256 = 'unknown'`);
  await utimes(path, 1000, 1000);
  expect((await compare(path)).repeats).toMatchObject([{ path, recordingId: id }]);
});

it('lets what waits already go on, and tells a copy of it', async () => {
  const path = await file('talk.wav', 'one sound');
  await library.add({ paths: [path], options: {}, priority: 0 });
  const copy = await file('copy.wav', 'one sound');
  expect(await compare(path, copy)).toMatchObject({
    fresh: [path],
    repeats: [{ path: copy, title: 'talk' }],
  });
});

it('takes one of two that were given at once, and what failed before', async () => {
  const [one, two] = [await file('a.wav', 'sound'), await file('b.wav', 'sound')];
  expect(await compare(one, two)).toMatchObject({
    fresh: [one],
    repeats: [{ path: two, recordingId: null, title: 'b' }],
  });
  await library.add({ paths: [one], options: {}, priority: 0 });
  await database.orm.em.fork().execute(`update batch_items set status = 'failed'`);
  expect(await compare(two)).toMatchObject({ fresh: [two], repeats: [] });
});

it('gives up a copy that was handed over, but never a file of the person', async () => {
  await transcribed(await file('talk.wav', 'one sound'));
  const upload = await file('media/1/talk.wav', 'one sound');
  const own = await file('mine/talk.wav', 'one sound');
  expect((await compare(upload, own)).repeats).toHaveLength(2);
  expect([existsSync(dirname(upload)), existsSync(own)]).toEqual([false, true]);
});

it('says how far it is while it reads', async () => {
  const size = 8 * 1024 * 1024;
  for (const name of ['big.wav', 'same.wav']) await writeFile(join(folder, name), Buffer.alloc(size, 1));
  await transcribed(join(folder, 'big.wav'));
  const shares: number[] = [];
  for await (const event of createIngest({ database, uploads }).compare([join(folder, 'same.wav')])) {
    if (event.type === 'progress') shares.push(event.share);
    else expect(event.repeats).toHaveLength(1);
  }
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
});
