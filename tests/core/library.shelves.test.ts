import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Collections, createCollections } from '../../electron/core/collections/collections.ts';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents } from '../../electron/core/events/events.ts';
import { keepBinShort } from '../../electron/core/library/bin.ts';
import { createLibrary, type Library } from '../../electron/core/library/library.ts';
import { createSettings, type SettingsService } from '../../electron/core/settings/settings.ts';
import type { RecordingView } from '../../shared/contract/library.ts';
import { transcribeOptionsSchema } from '../../shared/contract/options.ts';
import { exportChoiceSchema } from '../../shared/contract/settings.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let stack: AsyncDisposableStack;
let folder: string;
let database: Database;
let library: Library;
let collections: Collections;
let settings: SettingsService;

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  folder = await mkdtemp(join(tmpdir(), 'trax-shelves-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const { url } = stack.use(await createTestDatabase());
  database = stack.use(await openDatabase({ dataFolder: folder, databaseUrl: url, log: silentLog }));
  const events = stack.use(await createEvents(database, silentLog));
  library = createLibrary({
    database,
    events,
    uploads: join(folder, 'media'),
    chooseOptions: async (wished) =>
      transcribeOptionsSchema.parse({ engine: 'whisper.cpp', model: 'test', ...wished }),
  });
  collections = createCollections({ database, events });
  settings = createSettings(database, events, {
    kind: 'file',
    get: async () => null,
    set: async () => undefined,
  });
});
afterAll(() => stack.disposeAsync());

beforeEach(async () => {
  for (const table of ['batch_jobs', 'media_files', 'collections']) await sql(`delete from ${table}`);
});

const sql = (text: string, params: unknown[] = []) => database.orm.em.fork().execute(text, params);
const viewOf = (view: Partial<RecordingView>): RecordingView => ({
  search: '',
  order: 'addedAt',
  descending: false,
  isBin: false,
  ...view,
});
const titles = async (view: Partial<RecordingView> = {}) =>
  (await library.list({ ...viewOf(view), offset: 0, limit: 100 })).recordings.map(({ title }) => title);

/** Adds files of these names; gives the ids of their recordings in the same order. */
async function add(...names: string[]): Promise<string[]> {
  const paths = names.map((name) => join(folder, name));
  for (const path of paths) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'sound');
  }
  const { recordings } = await library.add({ paths, options: {}, priority: 0 });
  return recordings.map(({ id }) => id);
}

const first = (ids: readonly string[]): string => ids[0] ?? '';

/** Gives a recording a transcript; the newest is the last. */
async function transcribe(id: string, language: string, speakers: number): Promise<string> {
  const [row] = await sql(
    `insert into transcription_results (media_file_id, pipeline_version, language, speaker_count, completed_at, created_at)
     values (?, 'v1', ?, ?, now(), clock_timestamp()) returning id`,
    [id, language, speakers],
  );
  return (row as { id: string }).id;
}

/** Brings the items of a recording to an end, as the queue does. */
async function finish(id: string, status: 'completed' | 'failed'): Promise<void> {
  await sql(`update batch_items set status = 'running' where media_file_id = ?`, [id]);
  await sql(`update batch_items set status = 'completed' where media_file_id = ?`, [id]);
  await sql(
    `insert into batch_items (batch_job_id, media_file_id, task_type, task_data, created_at)
     select batch_job_id, media_file_id, 'transcribe', task_data, clock_timestamp() from batch_items where media_file_id = ?`,
    [id],
  );
  for (const next of ['running', status])
    await sql(`update batch_items set status = ? where media_file_id = ? and task_type = 'transcribe'`, [
      next,
      id,
    ]);
}

describe('the list', () => {
  it('is sorted by each of its columns, both ways, and blanks count as the least', async () => {
    const [a, b, c] = (await add('b.wav', 'A.wav', 'c.wav')) as [string, string, string];
    await sql('update media_files set duration_seconds = 3 where id = ?', [a]);
    await sql('update media_files set duration_seconds = 60 where id = ?', [b]);
    await transcribe(a, 'fr', 2);
    await transcribe(c, 'de', 11);
    await finish(c, 'completed');
    await finish(a, 'failed');
    const orders = {
      addedAt: ['b', 'A', 'c'],
      title: ['A', 'b', 'c'],
      duration: ['c', 'b', 'A'],
      language: ['A', 'c', 'b'],
      speakers: ['A', 'b', 'c'],
      state: ['c', 'b', 'A'],
    } as const;
    for (const [order, wanted] of Object.entries(orders)) {
      const view = { order: order as keyof typeof orders };
      expect(await titles(view), order).toEqual(wanted);
      expect(await titles({ ...view, descending: true }), order).toEqual([...wanted].reverse());
    }
  });

  it('leaves in what a view asks for, and gives the ids of a stretch', async () => {
    const [a, b, c] = (await add('one.wav', 'two.wav', 'three.wav')) as [string, string, string];
    await transcribe(a, 'fr', 1);
    await finish(a, 'completed');
    await finish(b, 'failed');
    await collections.tag({ recordings: [a, c], add: ['Field work'], remove: [] });
    const { id: collection } = await collections.create({ name: 'Thesis', recordings: [b, c] });
    expect(await titles({ state: 'done' })).toEqual(['one']);
    expect(await titles({ state: 'failed' })).toEqual(['two']);
    expect(await titles({ state: 'working' })).toEqual(['three']);
    expect(await titles({ language: 'fr' })).toEqual(['one']);
    expect(await titles({ source: 'youtube' })).toEqual([]);
    expect(await titles({ source: 'file', tag: 'Field work' })).toEqual(['one', 'three']);
    expect(await titles({ collection, search: 'T' })).toEqual(['two', 'three']);
    expect(await titles({ collection, tag: 'Field work', state: 'done' })).toEqual([]);
    expect(await library.ids({ ...viewOf({}), offset: 1, limit: 2 })).toEqual({ ids: [b, c] });
  });

  it('knows how a recording stands whatever changes its items', async () => {
    const ids = await add('a.wav', 'b.wav');
    const state = async () => {
      const rows = await database.orm.em
        .fork()
        .execute<{ state: string }[]>('select state from media_files order by created_at');
      return rows.map((row) => row.state);
    };
    expect(await state()).toEqual(['working', 'working']);
    await finish(first(ids), 'completed');
    expect((await state())[0]).toBe('done');
    await sql(`update batch_items set status = 'failed', cancelled_at = now() where media_file_id = ?`, [
      ids[1],
    ]);
    expect((await state())[1]).toBe('cancelled');
    await sql('delete from batch_items');
    expect(await state()).toEqual(['none', 'none']);
  });
});

describe('the bin', () => {
  it('takes recordings out of sight with their work given up, and gives them back as they were', async () => {
    const ids = await add('a.wav', 'b.wav');
    await finish(first(ids), 'completed');
    const { id: collection } = await collections.create({ name: 'Kept', recordings: ids });
    expect(await library.bin(ids)).toEqual({ changed: 2 });
    expect(await library.bin(ids)).toEqual({ changed: 0 });
    expect(await titles()).toEqual([]);
    expect(await titles({ collection })).toEqual([]);
    expect(await titles({ isBin: true })).toEqual(['a', 'b']);
    expect(await collections.shelves()).toMatchObject({ total: 0, binned: 2 });
    expect((await library.get(ids[1] ?? '')).item?.state).toBe('cancelled');
    expect(await library.restore([first(ids)])).toEqual({ changed: 1 });
    expect(await titles({ collection })).toEqual(['a']);
    expect((await library.get(first(ids))).item?.state).toBe('done');
  });

  it('lets work go on that was given up for it, and none that a person had cancelled before', async () => {
    const ids = await add('waiting.wav', 'cancelled.wav');
    await sql(
      `update batch_items set status = 'failed', cancelled_at = now() - interval '1 minute' where media_file_id = ?`,
      [ids[1]],
    );
    const states = async () => (await library.read(ids)).map(({ item }) => item?.state);
    await library.bin(ids);
    expect(await states()).toEqual(['cancelled', 'cancelled']);
    expect(await library.restore(ids)).toEqual({ changed: 2 });
    expect(await states()).toEqual(['waiting', 'cancelled']);
  });

  it('gives back as paused what was paused, by itself or with its batch', async () => {
    const ids = [...(await add('paused.wav', 'waiting.wav')), ...(await add('batch.wav'))];
    const states = async () => (await library.read(ids)).map(({ item }) => item?.state);
    await sql('update batch_items set paused_at = now() where media_file_id = ?', [ids[0]]);
    await sql(
      `with paused as (update batch_items set paused_at = now() where media_file_id = ? returning batch_job_id)
       update batch_jobs set paused_at = now() where id in (select batch_job_id from paused)`,
      [ids[2]],
    );
    await library.bin(ids);
    expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled']);
    await library.restore(ids);
    expect(await states()).toEqual(['paused', 'waiting', 'paused']);
    const batches = await sql(
      'select paused_at is not null as is_paused from batch_jobs order by created_at',
    );
    expect(batches).toEqual([{ is_paused: false }, { is_paused: true }]);
  });

  it('is emptied for good, and the own files of people stay', async () => {
    const ids = await add('own.wav', 'media/1/uploaded.wav', 'kept.wav');
    await library.bin(ids.slice(0, 2));
    expect(await library.emptyBin()).toEqual({ removed: 2 });
    expect(await library.emptyBin()).toEqual({ removed: 0 });
    expect(existsSync(join(folder, 'own.wav'))).toBe(true);
    expect(existsSync(join(folder, 'media/1/uploaded.wav'))).toBe(false);
    expect(await titles()).toEqual(['kept']);
  });

  it('does not stand in the way of adding a file once more', async () => {
    const ids = await add('again.wav');
    await library.bin(ids);
    expect(await add('again.wav')).not.toEqual(ids);
    expect(await titles()).toEqual(['again']);
  });

  it('is emptied by itself of what is old enough, unless that is not wished', async () => {
    const ids = await add('old.wav', 'young.wav');
    await library.bin(ids);
    await sql(`update media_files set deleted_at = now() - interval '31 days' where id = ?`, [ids[0]]);
    const days = async () => (await settings.current()).binDays;
    const needs = { database, log: silentLog, remove: library.remove, days };
    await settings.update({ binDays: 0 });
    await using never = keepBinShort(needs);
    await never[Symbol.asyncDispose]();
    expect(await titles({ isBin: true })).toEqual(['old', 'young']);
    await settings.update({ binDays: 30 });
    await using _keeping = keepBinShort(needs);
    await expect.poll(() => titles({ isBin: true })).toEqual(['young']);
  });
});

it('takes a setting back that is set to nothing', async () => {
  const exportChoice = exportChoiceSchema.parse({});
  expect(await settings.update({ exportChoice })).toMatchObject({ exportChoice });
  expect(await settings.update({ exportChoice: null })).toMatchObject({ exportChoice: null });
});

describe('collections and tags', () => {
  it('are made, filled, renamed, emptied and deleted; recordings stay where they are', async () => {
    const ids = await add('a.wav', 'b.wav');
    const { id } = await collections.create({ name: 'Interviews', recordings: [] });
    expect(await collections.create({ name: 'Interviews', recordings: [first(ids)] })).toEqual({ id });
    expect(await collections.put({ id, recordings: ids })).toEqual({ changed: 1 });
    expect(await collections.take({ id, recordings: [first(ids)] })).toEqual({ changed: 1 });
    await collections.rename({ id, name: 'Talks' });
    expect((await collections.shelves()).collections).toEqual([{ id, name: 'Talks', count: 1 }]);
    const other = await collections.create({ name: 'Other', recordings: [] });
    await expect(collections.rename({ id: other.id, name: 'Talks' })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
    await expect(collections.put({ id: first(ids), recordings: ids })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await collections.remove({ id });
    expect(await titles()).toEqual(['a', 'b']);
  });

  it('of a recording are listed with it, and counted over all', async () => {
    const [a, b] = (await add('a.wav', 'b.wav')) as [string, string];
    await collections.tag({ recordings: [a, b], add: ['z', 'Ä "quoted", {odd}'], remove: [] });
    await collections.tag({ recordings: [b], add: ['z', 'new'], remove: ['Ä "quoted", {odd}'] });
    await transcribe(a, 'de', 1);
    expect((await library.one(b)).tags).toEqual(['new', 'z']);
    expect(await titles({ tag: 'Ä "quoted", {odd}' })).toEqual(['a']);
    expect(await collections.shelves()).toMatchObject({
      total: 2,
      tags: [
        { name: 'new', count: 1 },
        { name: 'z', count: 2 },
        { name: 'Ä "quoted", {odd}', count: 1 },
      ],
      languages: ['de'],
    });
  });
});

describe('the transcripts of a recording', () => {
  it('are listed; the newest is shown until another is chosen, and again once it is transcribed anew', async () => {
    const [id = ''] = await add('a.wav');
    const older = await transcribe(id, 'de', 1);
    const newer = await transcribe(id, 'fr', 2);
    const shown = async () => (await library.versions(id)).map((version) => [version.id, version.isShown]);
    expect(await shown()).toEqual([
      [newer, true],
      [older, false],
    ]);
    expect((await library.choose(older)).transcriptId).toBe(older);
    expect(await shown()).toEqual([
      [newer, false],
      [older, true],
    ]);
    expect(await titles({ language: 'de' })).toEqual(['a']);
    await finish(id, 'completed');
    await library.transcribeAgain([id], {});
    expect((await library.one(id)).transcriptId).toBe(newer);
    await expect(library.choose(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
