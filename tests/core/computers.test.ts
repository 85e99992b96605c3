import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchMedia } from '../../electron/core/computers/fetchMedia.ts';
import { createSharedRecordings } from '../../electron/core/computers/share.ts';
import { type Core, createCore } from '../../electron/core/core.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import type { HelperOptions } from '../../electron/core/options.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { createTestDatabase, queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample, sampleModel } from '../support/fixtures.ts';
import { silentLog as log } from '../support/log.ts';
import { makeMedia } from '../support/media.ts';

let stack: AsyncDisposableStack;
let url: string;
let folder: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  url = stack.use(await createTestDatabase()).url;
  folder = stack.use(await createDataFolder()).path;
});
afterEach(() => stack.disposeAsync());

const rows = <Row>(sql: string, ...params: unknown[]) => queryRows<Row>(url, sql, params);

/** A computer of the library: its core, its data folder, and its battery. */
async function open(helper?: HelperOptions) {
  const data = stack.use(await createDataFolder()).path;
  const node = createNodeHost({ name: 'cli', dataFolder: data, environment: {} });
  const power = { isOnBattery: false };
  const host = { ...node, isOnBattery: async () => power.isOnBattery };
  const core = stack.use(await createCore(host, { databaseUrl: url, ...(helper && { helper }) }));
  return { core, data, power, client: core.client };
}

async function add({ client }: Core, path: string): Promise<string> {
  const { recordings } = await client.library.add({
    paths: [path],
    options: { engine: 'whisper.cpp', model: sampleModel, language: 'en' },
  });
  return recordings[0]?.id ?? '';
}

const itemOf = async ({ client }: Core, id: string) => (await client.library.get({ id })).item;

/** Everything stops on a computer that works only when it is plugged in. */
async function unplug({ core, power }: Awaited<ReturnType<typeof open>>) {
  power.isOnBattery = true;
  await core.client.settings.update({ pauseOnBattery: true });
  await expect
    .poll(async () => (await core.client.computers.view()).cores.find((each) => each.isHome)?.hold)
    .toEqual({ reason: 'battery' });
}

describe('a computer that helps', () => {
  it('fetches the recording, goes on where the other stopped, and sends back what it made', async () => {
    const owner = await open();
    await owner.client.settings.update({ sharesRecordings: true });
    // Chromium does not play it, so that a copy has to be made as well.
    const path = await makeMedia(join(folder, 'a talk.aiff'), '-i', sample('meeting2.wav'));
    const id = await add(owner.core, path);
    await expect.poll(async () => (await itemOf(owner.core, id))?.task).toBe('transcribe');
    await unplug(owner);

    const helper = await open({ folders: [] });
    await expect.poll(() => itemOf(owner.core, id)).toMatchObject({ task: 'transcribe', state: 'done' });
    await expect
      .poll(() => rows<object>('select peaks_path, playback_path from media_files'))
      .toEqual([
        {
          peaks_path: join(owner.data, 'peaks', `${id}.peaks`),
          playback_path: join(owner.data, 'playback', `${id}.m4a`),
        },
      ]);
    for (const kind of ['media', 'peaks']) {
      const answer = await owner.core.serveMedia(new Request(`http://trax/${kind}/${id}`));
      expect([kind, answer.status, (await answer.arrayBuffer()).byteLength > 500]).toEqual([kind, 200, true]);
    }
    expect(await rows('select 1 from deliveries')).toEqual([]);
    for (const kept of ['cache', 'peaks', 'playback'])
      expect(await readdir(join(helper.data, kept))).toEqual([]);
    const footprints = await rows<{ peak_mb: number }>('select peak_mb from model_footprints');
    expect(footprints[0]?.peak_mb).toBeGreaterThan(20);
  });

  it('reads a folder that both reach, with every step of the work', async () => {
    const owner = await open();
    await unplug(owner);
    await open({ folders: [{ theirs: '/where/talks/are/', mine: folder }] });
    await writeFile(join(folder, 's01.wav'), await readFile(sample('s01.wav')));
    const id = await add(owner.core, join(folder, 's01.wav'));
    await rows(`update media_files set file_path = '/where/talks/are/s01.wav'`);
    await rows(`select pg_notify('trax_queue', '')`);
    await expect.poll(() => itemOf(owner.core, id)).toMatchObject({ task: 'transcribe', state: 'done' });
    const { cores } = await owner.client.computers.view();
    expect(cores.map((core) => [core.isThisComputer, core.isHome, core.hold?.reason])).toEqual([
      [true, true, 'battery'],
      [false, false, undefined],
    ]);
  });

  it('leaves what it has no model for to others', async () => {
    const owner = await open();
    await unplug(owner);
    const helper = await open({ folders: [{ theirs: '/', mine: '/' }] });
    const { recordings } = await owner.client.library.add({
      paths: [sample('s02.wav')],
      options: { engine: 'whisper.cpp', model: 'large-v3', language: 'en' },
    });
    const id = recordings[0]?.id ?? '';
    const tried = `select started_at is not null as tried, status from batch_items where task_type = 'transcribe'`;
    await expect.poll(() => rows(tried)).toEqual([{ tried: true, status: 'pending' }]);
    expect(await itemOf(helper.core, id)).toMatchObject({ state: 'waiting', failure: null });
  });

  it('takes nothing, and says so, while another version looks after the library', async () => {
    const owner = await open();
    await expect.poll(async () => (await owner.client.computers.view()).cores.length).toBe(1);
    await rows(`update cores set version = '9.9.9'`);
    const helper = await open({ folders: [] });
    await expect
      .poll(async () => (await helper.client.computers.view()).cores.find((each) => !each.isHome)?.hold)
      .toMatchObject({ reason: 'version', library: '9.9.9' });
  });

  it('changes nothing of a library of another version, but says which', async () => {
    await rows(`delete from mikro_orm_migrations where id = (select max(id) from mikro_orm_migrations)`);
    const before = await rows('select name from mikro_orm_migrations order by id');
    await expect(open({ folders: [] })).rejects.toMatchObject({ code: 'VERSION_DIFFERS' });
    expect(await rows('select name from mikro_orm_migrations order by id')).toEqual(before);
  });

  it('that is gone can be forgotten, one that works cannot', async () => {
    const owner = await open();
    await rows(`insert into computers (id, name) values ('gone', 'An old laptop')`);
    const { cores, away } = await owner.client.computers.view();
    expect(away).toMatchObject([{ id: 'gone', name: 'An old laptop' }]);
    await owner.client.computers.forget({ id: 'gone' });
    expect((await owner.client.computers.view()).away).toEqual([]);
    await expect(owner.client.computers.forget({ id: cores[0]?.computerId ?? '' })).rejects.toMatchObject({
      code: 'NOT_ALLOWED_NOW',
    });
    await expect(owner.client.computers.forget({ id: 'nobody' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the port at which recordings are fetched', () => {
  it('is a setting that counts at once; one that is taken is told to people', async () => {
    const { client } = await open();
    const own = async () => (await client.computers.view()).cores.find((core) => core.isThisComputer);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    stack.defer(() => void other.close());
    const { port } = other.address() as AddressInfo;
    await client.settings.update({ sharesRecordings: true, sharePort: port });
    await expect
      .poll(own)
      .toMatchObject({ sharePort: null, shareFailure: { code: 'PORT_TAKEN', details: { port } } });
    await client.settings.update({ sharePort: 0 });
    await expect.poll(own).toMatchObject({ sharePort: expect.any(Number), shareFailure: null });
    await expect(client.settings.update({ sharePort: 80 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a recording that is fetched', () => {
  const never = new AbortController().signal;

  async function share() {
    const database = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log }));
    const shared = stack.use(createSharedRecordings({ database, computerId: 'owner', log }));
    await shared.follow(0);
    const path = sample('meeting2.wav');
    const { size } = await stat(path);
    const content = await readFile(path);
    const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', content)).toString('hex');
    const insert = `insert into media_files (file_path, file_name, file_size, computer_id) values ($1, 'm', 1, $2) returning id`;
    const [mine] = await rows<{ id: string }>(insert, path, 'owner');
    const [other] = await rows<{ id: string }>(insert, path, 'another');
    const shares = shared.now ? [shared.now] : [];
    const wanted = { recordingId: mine?.id ?? '', size, sha256, computer: 'Owner', shares };
    return { shared, wanted, content, othersId: other?.id ?? '', copy: join(folder, 'copy') };
  }

  it('arrives whole, and goes on where an earlier try stopped', async () => {
    const { wanted, content, copy } = await share();
    await writeFile(`${copy}.part`, content.subarray(0, 100_000));
    await fetchMedia(wanted, copy, never);
    expect((await readFile(copy)).equals(content)).toBe(true);
  });

  it('is refused when it is not the recording, and fetched anew after that', async () => {
    const { wanted, content, copy } = await share();
    await writeFile(`${copy}.part`, Buffer.alloc(100_000));
    await expect(fetchMedia(wanted, copy, never)).rejects.toMatchObject({ code: 'MEDIA_DIFFERS' });
    await fetchMedia(wanted, copy, never);
    expect((await readFile(copy)).equals(content)).toBe(true);
  });

  it('is given to nobody without the key, nor after sharing has ended, nor from where it does not lie', async () => {
    const { shared, wanted, othersId, copy } = await share();
    const [real] = wanted.shares;
    if (!real) throw new Error('it shares');
    const wrong = [{ ...real, key: Buffer.alloc(32, 1).toString('base64') }];
    const code = { code: 'MEDIA_ELSEWHERE' };
    await expect(fetchMedia({ ...wanted, shares: wrong }, copy, never)).rejects.toMatchObject(code);
    await expect(fetchMedia({ ...wanted, recordingId: othersId }, copy, never)).rejects.toMatchObject(code);
    await shared.follow(null);
    await expect(fetchMedia(wanted, copy, never)).rejects.toMatchObject(code);
  });

  it('is given at the port that is wished for, which another program may have: then it says so, and tries again', async () => {
    const { shared, wanted, copy } = await share();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as AddressInfo;
    await shared.follow(port);
    expect([shared.now, shared.failure]).toEqual([null, { code: 'PORT_TAKEN', details: { port } }]);
    await new Promise((resolve) => other.close(resolve));
    await shared.follow(port);
    expect([shared.now?.addresses.at(-1), shared.failure]).toEqual([`127.0.0.1:${port}`, null]);
    await fetchMedia({ ...wanted, shares: shared.now ? [shared.now] : [] }, copy, never);
    expect((await stat(copy)).size).toBe(wanted.size);
  });
});
