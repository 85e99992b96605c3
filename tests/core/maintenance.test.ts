import { copyFile, mkdir, open as openFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../electron/core/core.ts';
import { connect } from '../../electron/core/database/connection.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import { createEvents } from '../../electron/core/events/events.ts';
import { createMaintenance } from '../../electron/core/maintenance/maintenance.ts';
import { brokenIndexes } from '../../electron/core/maintenance/pages.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import type { Finding } from '../../shared/contract/maintenance.ts';
import { inEnglish, say } from '../../shared/sentences.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { startCoreProcess } from '../support/coreProcess.ts';
import { createTestDatabase, queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { inspectServer } from '../support/embeddedServer.ts';
import { sample } from '../support/fixtures.ts';
import { silentLog as log } from '../support/log.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

const kinds = (findings: readonly Finding[]) => findings.map(({ kind, place }) => `${kind} ${place}`);

/** A core with one finished recording, whose file may be moved and changed. */
async function withRecording() {
  const core = await startCore(stack);
  const folder = stack.use(await createDataFolder()).path;
  // A file that is gone is looked for around its folder, where no other test may have the same.
  const path = join(folder, 'recordings', 'talk.wav');
  await mkdir(join(folder, 'recordings'));
  await copyFile(sample('s01.wav'), path);
  const { ids } = await core.add([path]);
  const id = ids[0] ?? '';
  await core.ended(id);
  return { core, folder, path, id, check: (media = false) => check(core, media) };
}

async function check({ client }: TestCore, media = false): Promise<Finding[]> {
  return (await client.maintenance.check({ media })).findings;
}

describe('checking a library', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { check } = await withRecording();
    expect(await check(true)).toEqual([]);
  });

  it('goes on where another check is just making what both need', async () => {
    const { url } = stack.use(await createTestDatabase());
    const [one, other] = [await connect(url), await connect(url)];
    stack.defer(async () => void (await Promise.all([one.end(), other.end()])));
    await other.query('begin');
    await other.query('create extension amcheck');
    const found = brokenIndexes(one);
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%amcheck%'`;
    await expect.poll(async () => (await queryRows(url, waiting)).length).toBe(1);
    await other.query('commit');
    expect(await found).toEqual([]);
  });

  it('names broken documents, wrong counters, stuck leases, and mends them', async () => {
    const { core, id, check } = await withRecording();
    const [transcript] = await core.query<{ id: string }>('select id from transcription_results');
    await core.query(`update transcription_results set coverage = '{"broken": true}', word_count = 7`);
    await core.query(`update transcript_segments set words = '[{"text": 5}]', speaker = 'S1'`);
    await core.query('update transcription_results set speaker_count = 7');
    await core.query('alter table batch_items disable trigger user');
    // The core itself soon frees what is held by the dead and said to be running.
    await core.query(`update batch_items set lease_owner = 'a dead one' where task_type = 'preprocess'`);
    await core.query('alter table batch_items enable trigger user');
    await core.query('update batch_jobs set processed_files = 9');

    const findings = await check();
    expect(kinds(findings)).toEqual([
      expect.stringMatching(/^lease batch_items /),
      expect.stringMatching(/^document transcript_segments.words of /),
      `document transcription_results.coverage of ${transcript?.id}`,
      expect.stringMatching(/^counter batch_jobs /),
      `counter transcription_results ${transcript?.id}`,
      `counter transcription_results ${transcript?.id}`,
    ]);
    expect(findings.every(({ repair }) => repair !== null)).toBe(true);

    const { mended, left } = await core.client.maintenance.repair({});
    expect(mended).toEqual(findings);
    expect(left).toEqual([]);
    const kept = await core.query<{ former: unknown }>(
      `select former from repairs where place like '%.coverage %'`,
    );
    expect(kept).toEqual([{ former: { broken: true } }]);
    // The words are gone, so that counting them gives another number; the recording goes on in the queue.
    await core.ended(id);
    await core.client.maintenance.repair({});
    expect(await check()).toEqual([]);
  });

  it('names rows without their parent and statuses that do not exist', async () => {
    const core = await startCore(stack);
    await core.query(`set session_replication_role = replica;
      insert into transcript_segments (transcript_id, position, start_seconds, end_seconds, text, words, confidence,
        confidence_is_estimated) values (gen_random_uuid(), 1, 0, 1, 'lost', '[]', 1, false);
      alter table v2_processing_jobs drop constraint v2_processing_jobs_status_known;
      insert into v2_processing_jobs (status, job_type) values ('dreaming', 'enhancement')`);
    expect(kinds(await check(core))).toEqual([
      expect.stringMatching(/^orphan transcript_segments.transcript_id = /),
      expect.stringMatching(/^status v2_processing_jobs.status of /),
      // What is written past the triggers is missing in the index of words.
      'search search_words',
    ]);
    await core.client.maintenance.repair({});
    expect(await check(core)).toEqual([]);
    const [kept] = await core.query<{ former: { text: string }[] }>(
      `select former from repairs where kind = 'orphan'`,
    );
    expect(kept?.former[0]?.text).toBe('lost');
  });

  it('finds a file that has moved by its contents, and names one that is gone or changed', async () => {
    const { core, folder, path, check, id } = await withRecording();
    const moved = join(folder, 'archive', 'renamed.wav');
    await mkdir(join(folder, 'archive'));
    await rename(path, moved);
    expect(kinds(await check())).toEqual([`media-moved ${path}`]);
    await core.client.maintenance.repair({});
    expect((await core.client.library.get({ id })).path).toBe(moved);
    expect(await check()).toEqual([]);

    const file = await openFile(moved, 'r+');
    await file.write(Buffer.from([1, 2, 3]), 0, 3, 1000);
    await file.close();
    expect(await check()).toEqual([]);
    expect(kinds(await check(true))).toEqual([`media-changed ${moved}`]);
    await writeFile(moved, 'short');
    expect(kinds(await check())).toEqual([`media-changed ${moved}`]);
    await rm(moved);
    const [gone] = await check();
    expect(gone).toMatchObject({ kind: 'media-missing', place: moved, repair: null });
    expect((await core.client.maintenance.repair({})).left).toHaveLength(1);
  });

  it('names waveforms that are missing or belong to nothing, and damaged models', async () => {
    const { core, check } = await withRecording();
    const [row] = await core.query<{ peaks_path: string }>('select peaks_path from media_files');
    const peaks = row?.peaks_path ?? '';
    await rm(peaks);
    const unused = join(core.folder, 'peaks', 'nobody.peaks');
    await writeFile(unused, 'x');
    const model = join(core.folder, 'models', 'ggml-broken.bin');
    await mkdir(join(core.folder, 'models'), { recursive: true });
    await writeFile(model, 'no model');
    expect(kinds(await check())).toEqual([
      `file-missing ${peaks}`,
      `file-unused ${unused}`,
      `model ${model}`,
    ]);
    await core.client.maintenance.repair({});
    expect(kinds(await check())).toEqual([`model ${model}`]);
  });
});

describe('what was found', () => {
  it('is kept until it is mended, whoever looked', async () => {
    const { core, path, check } = await withRecording();
    expect(await core.client.maintenance.last()).toBe(null);
    await rm(path);
    const findings = await check();
    expect(await core.client.maintenance.last()).toMatchObject({
      reason: 'wish',
      readsMedia: false,
      findings,
    });
    await expect.poll(() => core.events.some(({ type }) => type === 'check')).toBe(true);
    await core.query('update batch_jobs set processed_files = 9');
    await check();
    await core.client.maintenance.repair({});
    expect((await core.client.maintenance.last())?.findings).toEqual(findings);
  });
});

describe('a library is looked through by itself', () => {
  it('when it is time, and what was found is kept', async () => {
    const { url } = stack.use(await createTestDatabase());
    const { path: dataFolder } = stack.use(await createDataFolder());
    await insertRecording(url);
    await queryRows(url, 'update media_files set file_path = $1, download_status = $2', [
      join(dataFolder, 'gone.wav'),
      'completed',
    ]);
    const host = createNodeHost({ name: 'web', dataFolder, environment: {} });
    const { client } = stack.use(await createCore(host, { databaseUrl: url, firstLookAfter: 10 }));
    await expect
      .poll(() => client.maintenance.last())
      .toMatchObject({ reason: 'schedule', findings: [{ kind: 'media-missing' }] });
  });

  it('once after a core ended without closing, also where nobody wishes it otherwise', async () => {
    const { path: dataFolder } = stack.use(await createDataFolder());
    const killed = stack.use(await startCoreProcess(dataFolder));
    await insertRecording(killed.url);
    await killed.client.settings.update({ checkEvery: 'never' });
    await killed.kill();
    const host = createNodeHost({ name: 'web', dataFolder, environment: {} });
    const { client } = stack.use(await createCore(host, { firstLookAfter: 10 }));
    await expect.poll(async () => (await client.maintenance.last())?.reason).toBe('interruption');
    await expect.poll(() => readdir(join(dataFolder, 'run', 'open'))).toHaveLength(1);
  });
});

const insertRecording = (url: string) =>
  queryRows(url, `insert into media_files (file_path, file_name, file_size) values ('/a', 'a', 1)`);

describe('a flipped byte', () => {
  /** A library of its own with one damaged file. */
  async function damaged(relation: string) {
    const dataFolder = stack.use(await createDataFolder()).path;
    const first = await openDatabase({ dataFolder, log });
    await queryRows(
      first.url,
      `insert into search_words (word) select 'word ' || n from generate_series(1, 5000) n`,
    );
    const [row] = await queryRows<{ path: string }>(
      first.url,
      'select pg_relation_filepath($1::regclass) as path',
      [relation],
    );
    await first[Symbol.asyncDispose]();
    const { cluster } = await inspectServer(dataFolder);
    const file = await openFile(join(cluster, row?.path ?? ''), 'r+');
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 3 * 8192 + 4000);
    await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, 3 * 8192 + 4000);
    await file.close();
    const database = stack.use(await openDatabase({ dataFolder, log }));
    const events = stack.use(await createEvents(database, log));
    const empty = stack.use(await createDataFolder()).path;
    return createMaintenance({
      database,
      events,
      log,
      folders: { peaks: empty, playback: empty, models: empty },
    });
  }

  it('in an index is found and mended', async () => {
    const maintenance = await damaged('search_words_pkey');
    const { findings } = await maintenance.check({ media: false });
    expect(kinds(findings)).toEqual(['index search_words_pkey']);
    expect(inEnglish(findings[0]?.found ?? '')).toMatch(/invalid page|checksum/);
    await maintenance.repair({ media: false });
    expect((await maintenance.check({ media: false })).findings).toEqual([]);
  });

  it('in a table is found, and said to need a backup', async () => {
    const maintenance = await damaged('search_words');
    const { findings } = await maintenance.check({ media: false });
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: 'table',
        place: 'search_words',
        repair: null,
        meaning: say('check.table.meaning'),
      }),
    );
  });
});
