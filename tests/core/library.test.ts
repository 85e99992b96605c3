import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents } from '../../electron/core/events/events.ts';
import { createLibrary, type Library } from '../../electron/core/library/library.ts';
import { sweepFiles } from '../../electron/core/library/sweep.ts';
import { transcribeOptionsSchema } from '../../shared/contract/options.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let stack: AsyncDisposableStack;
let folder: string;
let database: Database;
let library: Library;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = await mkdtemp(join(tmpdir(), 'trax-library-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const { url } = stack.use(await createTestDatabase());
  database = stack.use(await openDatabase({ dataFolder: folder, databaseUrl: url, log: silentLog }));
  const events = stack.use(await createEvents(database, silentLog));
  library = createLibrary({
    database,
    events,
    uploads: join(folder, 'media'),
    computer: 'here',
    chooseOptions: async (wished) =>
      transcribeOptionsSchema.parse({ engine: 'whisper.cpp', model: 'test', ...wished }),
  });
});

afterEach(() => stack.disposeAsync());

async function file(name: string, content = 'sound'): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

const add = (...paths: string[]) => library.add({ paths, options: {}, priority: 0 });
const view = { order: 'addedAt', descending: false, isBin: false, offset: 0, limit: 100 } as const;
const list = (search = '', more: Partial<Parameters<Library['list']>[0]> = {}) =>
  library.list({ ...view, search, ...more });

describe('adding', () => {
  it('takes files in the order given, whatever they are called', async () => {
    const names = ['-dash.wav', 'spécial näme 日本語 (1) [x] & ‘q’.wav', "it's 🎙.mp3", 'no ending'];
    const paths = await Promise.all(names.map((name) => file(name)));
    const { recordings, refused, batchId } = await add(...paths);
    expect(refused).toEqual([]);
    expect(batchId).not.toBeNull();
    expect(recordings.map((recording) => recording.path)).toEqual(paths);
    expect(recordings.map((recording) => recording.title)).toEqual(
      names.map((name) => name.replace(/\.\w+$/, '')),
    );
  });

  it('looks through folders for recordings, by number where names hold one', async () => {
    for (const name of ['10.mp3', '2.mp3', 'deep/er/1.mkv', 'notes.txt', '._2.mp3'])
      await file(join('in', name));
    const { recordings } = await add(join(folder, 'in'));
    expect(recordings.map((recording) => recording.path.slice(folder.length + 4))).toEqual([
      '2.mp3',
      '10.mp3',
      'deep/er/1.mkv',
    ]);
  });

  it('names what it cannot take, each with its own reason, and takes the rest', async () => {
    await mkdir(join(folder, 'nothing'));
    const good = await file('good.wav');
    const { recordings, refused } = await add(
      join(folder, 'missing.wav'),
      await file('empty.wav', ''),
      join(folder, 'nothing'),
      'relative.wav',
      good,
    );
    expect(recordings.map((recording) => recording.path)).toEqual([good]);
    expect(refused.map((entry) => entry.failure.code)).toEqual([
      'FILE_NOT_FOUND',
      'FILE_EMPTY',
      'NOTHING_TO_ADD',
      'PATH_NOT_WHOLE',
    ]);
  });

  it('takes the rest of a folder where something in it is of no use', async () => {
    const good = await file('in/good.wav');
    await file('in/empty.wav', '');
    await symlink(join(folder, 'nowhere.wav'), join(folder, 'in/broken link.wav'));
    await symlink('loop.wav', join(folder, 'in/loop.wav'));
    await symlink(good, join(folder, 'in/link.wav'));
    const { recordings, refused } = await add(join(folder, 'in'));
    expect(recordings.map(({ title }) => title)).toEqual(['good', 'link']);
    expect(refused.map((entry) => [basename(entry.path), entry.failure.code])).toEqual([
      ['broken link.wav', 'FILE_NOT_FOUND'],
      ['empty.wav', 'FILE_EMPTY'],
      ['loop.wav', 'FILE_NOT_FOUND'],
    ]);
  });

  it('says that nothing is there where no file could be', async () => {
    const names = ['x'.repeat(300), 'with a \0.wav', 'good.wav/inside.wav'];
    await file('good.wav');
    const { refused } = await add(...names.map((name) => join(folder, name)));
    expect(refused.map((entry) => entry.failure.code)).toEqual(names.map(() => 'FILE_NOT_FOUND'));
  });

  it.skipIf(process.getuid?.() === 0)(
    'names a file that may not be read (root may read everything)',
    async () => {
      const path = await file('secret.wav');
      await chmod(path, 0);
      expect((await add(path)).refused[0]?.failure.code).toBe('FILE_NOT_READABLE');
    },
  );

  it('makes one recording of a file that is added twice at the same moment', async () => {
    const path = await file('both.wav');
    await Promise.all([add(path), add(path), add(path)]);
    expect((await library.count({ ...view, search: '' })).total).toBe(1);
  });

  it('makes no batch of nothing', async () => {
    const added = await add(join(folder, 'missing.wav'));
    expect(added).toMatchObject({ batchId: null, recordings: [] });
    expect((await library.count({ ...view, search: '' })).total).toBe(0);
  });

  it('knows a file again by its path and keeps one recording of it', async () => {
    const path = await file('twice.wav');
    const first = await add(path, path);
    const second = await add(path);
    expect(first.recordings).toHaveLength(1);
    expect(second.recordings[0]?.id).toBe(first.recordings[0]?.id);
    expect(first.createdIds).toEqual([first.recordings[0]?.id]);
    expect(second.createdIds).toEqual([]);
    expect((await library.count({ ...view, search: '' })).total).toBe(1);
  });
});

describe('the list', () => {
  it('finds titles whatever their case, with every character meant literally', async () => {
    for (const name of ['100% sure.wav', '100 percent.wav', 'Under_score.wav', 'underXscore.wav'])
      await add(await file(name));
    expect((await list('100%')).recordings.map((recording) => recording.title)).toEqual(['100% sure']);
    expect((await list('under_')).recordings.map((recording) => recording.title)).toEqual(['Under_score']);
  });

  it('gives pages in a stable order and counts the whole', async () => {
    await add(...(await Promise.all(Array.from({ length: 7 }, (_, n) => file(`${n}.wav`)))));
    const pages = await Promise.all([0, 3, 6].map((offset) => list('', { offset, limit: 3 })));
    expect(await library.count({ ...view, search: '' })).toEqual({ total: 7 });
    expect(pages.flatMap((page) => page.recordings.map((recording) => recording.title))).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
  });

  it('sorts by title without regard to case', async () => {
    for (const name of ['b.wav', 'A.wav', 'c.wav']) await add(await file(name));
    const { recordings } = await list('', { order: 'title' });
    expect(recordings.map((recording) => recording.title)).toEqual(['A', 'b', 'c']);
  });
});

describe('a recording', () => {
  it('can be renamed', async () => {
    const { recordings } = await add(await file('a.wav'));
    const renamed = await library.rename(recordings[0]?.id ?? '', 'Interview with Emma');
    expect(renamed.title).toBe('Interview with Emma');
  });

  it('that is not there is said so', async () => {
    await expect(library.get(crypto.randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it("is removed with what Trax made of it, while the person's own file stays", async () => {
    const own = await file('own.wav');
    const uploaded = await file('media/0000/uploaded.wav');
    const { recordings } = await add(own, uploaded);
    expect(await library.remove(recordings.map((recording) => recording.id))).toEqual({ removed: 2 });
    expect(existsSync(own)).toBe(true);
    expect(existsSync(uploaded)).toBe(false);
    expect((await library.count({ ...view, search: '' })).total).toBe(0);
  });

  it('can be removed from a batch in which only another one failed', async () => {
    const { recordings } = await add(await file('done.wav'), await file('failed.wav'));
    const em = database.orm.em.fork();
    const [done, failed] = recordings.map((recording) => recording.item?.id);
    await em.execute(`update batch_items set status = 'running'`);
    await em.execute(`update batch_items set status = 'completed' where id = ?`, [done]);
    await em.execute(`update batch_items set status = 'failed' where id = ?`, [failed]);
    await em.execute(`update batch_jobs set status = 'running'`);
    await em.execute(`update batch_jobs set status = 'completed'`);
    await library.remove([recordings[0]?.id ?? '']);
    const [batch] = await em.execute('select status, total_files, failed_files from batch_jobs');
    expect(batch).toEqual({ status: 'failed', total_files: 1, failed_files: 1 });
  });

  it('keeps its finished transcript in sight when another try fails, and shows the one that grows', async () => {
    const { recordings } = await add(await file('a.wav'));
    const [recording] = recordings;
    const em = database.orm.em.fork();
    const insert = `insert into transcription_results (media_file_id, pipeline_version, created_at, completed_at)
      values (?, 'v1', now() + ?::interval, ?) returning id`;
    const [finished] = await em.execute<{ id: string }[]>(insert, [recording?.id, '0 s', new Date()]);
    const [growing] = await em.execute<{ id: string }[]>(insert, [recording?.id, '1 s', null]);
    const shown = async () => (await library.get(recording?.id ?? '')).transcriptId;
    await em.execute(
      `update batch_items set status = 'running', result_data = jsonb_build_object('transcriptId', ?::text)`,
      [growing?.id],
    );
    expect(await shown()).toBe(growing?.id);
    await em.execute(`update batch_items set status = 'failed'`);
    expect(await shown()).toBe(finished?.id);
  });

  it('can be transcribed again with other options, in a batch of its own', async () => {
    const { recordings } = await add(await file('a.wav'));
    const { batchId } = await library.transcribeAgain([recordings[0]?.id ?? ''], { language: 'de' });
    const [item] = await database.orm.em
      .fork()
      .execute<{ task_data: unknown }[]>('select task_data from batch_items where batch_job_id = ?', [
        batchId,
      ]);
    expect(item?.task_data).toMatchObject({ options: { language: 'de', model: 'test' } });
  });
});

describe('the sweep', () => {
  const folders = () => ({
    uploads: join(folder, 'media'),
    peaks: join(folder, 'peaks'),
    playback: join(folder, 'playback'),
    models: join(folder, 'models'),
    cache: join(folder, 'cache'),
  });

  async function old(name: string): Promise<string> {
    const path = await file(name);
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
    for (const each of [path, dirname(path)]) await utimes(each, twoDaysAgo, twoDaysAgo);
    return path;
  }

  it('removes what a crash left and nobody needs, and nothing else', async () => {
    const kept = [
      await old('media/1/kept.wav'),
      await old('models/ggml-x.bin'),
      await file('media/2/young.wav'),
    ];
    const { recordings } = await add(kept[0] ?? '');
    kept.push(await old(`peaks/${recordings[0]?.id}.peaks`));
    const left = [
      await old('media/3/never-added.wav'),
      await old(`peaks/${crypto.randomUUID()}.peaks`),
      await old(`playback/${recordings[0]?.id}.m4a.part`),
      await old('models/.import-1234'),
      await old(`cache/${recordings[0]?.id}`),
    ];
    await sweepFiles(database, folders(), silentLog);
    expect(kept.filter((path) => !existsSync(path))).toEqual([]);
    expect(left.filter((path) => existsSync(path))).toEqual([]);
  });
});
