import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCoreProcess } from '../support/coreProcess.ts';
import { createTestDatabase, queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { type Endpoint, spoken, startEndpoint } from '../support/endpoint.ts';
import { sample } from '../support/fixtures.ts';
import { type RunningTrax, startTrax } from '../support/trax.ts';

/** The long form: TRAX_FLEET_ITEMS=200 TRAX_FLEET_ROUNDS=50. */
const items = Number(process.env.TRAX_FLEET_ITEMS ?? 5);
const rounds = Number(process.env.TRAX_FLEET_ROUNDS ?? 1);
/** Milliseconds for all of it: a process that is killed takes some seconds to be there again. */
const patience = 90_000 + items * 5_000 + rounds * 20_000;
const seed = Number(process.env.TRAX_FLEET_SEED ?? 1);

let stack: AsyncDisposableStack;
let url: string;
let folder: string;
let endpoint: Endpoint;
/** Holds every answer of the endpoint back until it is resolved. */
let gate: Promise<void>;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  url = stack.use(await createTestDatabase()).url;
  folder = stack.use(await createDataFolder()).path;
  gate = Promise.resolve();
  endpoint = stack.use(
    await startEndpoint(async (request) => {
      await gate;
      return spoken(request, 'Said');
    }),
  );
  await queryRows(
    url,
    `insert into settings (key, value) values ('engine', '"openai"'), ('endpointUrl', to_jsonb($1::text)),
       ('endpointConcurrency', '3'), ('workers', '1')`,
    [endpoint.url],
  );
  // Who was given what, whatever becomes of it.
  await queryRows(
    url,
    'create table claims (item uuid, task text, computer text, at timestamptz default clock_timestamp())',
  );
  await queryRows(
    url,
    `create function note_claim() returns trigger language plpgsql as $$ begin
       insert into claims (item, task, computer) values (new.id, new.task_type, split_part(new.lease_owner, '/', 1));
       return new; end $$`,
  );
  await queryRows(
    url,
    `create trigger note_claim after update on batch_items for each row
       when (new.status = 'running' and old.status <> 'running') execute function note_claim()`,
  );
});
afterEach(() => stack.disposeAsync());

const rows = <Row>(sql: string, ...params: unknown[]) => queryRows<Row>(url, sql, params);

async function addRecordings(count: number) {
  const { createCore } = await import('../../electron/core/core.ts');
  const { createNodeHost } = await import('../../electron/hosts/node.ts');
  const paths = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const path = join(folder, `${String(index + 1).padStart(3, '0')}.wav`);
      await copyFile(sample(`s${String((index % 12) + 1).padStart(2, '0')}.wav`), path);
      return path;
    }),
  );
  const data = stack.use(await createDataFolder()).path;
  await using core = await createCore(createNodeHost({ name: 'cli', dataFolder: data, environment: {} }), {
    databaseUrl: url,
    runsQueue: false,
  });
  await core.client.library.add({ paths, options: { engine: 'openai', model: 'any', language: 'en' } });
}

/** A process that works, and can be killed and started again on the same data. */
async function start(kind: 'host' | 'worker') {
  const home = stack.use(await createDataFolder()).path;
  const environment = { DATABASE_URL: url };
  const begin = async () => {
    if (kind === 'host') {
      const core = await startCoreProcess(home, 'working', () => undefined, environment);
      return { pid: core.child.pid ?? 0, kill: core.kill };
    }
    const worker = startTrax(['worker', '--map', '/=/', '--concurrency', '1', '--json'], {
      home,
      environment,
    });
    await firstWord(worker);
    return {
      pid: worker.child.pid ?? 0,
      kill: async () => {
        worker.signal('SIGKILL');
        await worker.ended;
      },
    };
  };
  let running = await begin();
  stack.defer(() => running.kill());
  return {
    kind,
    get pid() {
      return running.pid;
    },
    async killAndStart() {
      await running.kill();
      running = await begin();
    },
  };
}

/** Waits until a worker has told how it stands. Throws with its output when it ends instead. */
async function firstWord({ child, ended }: RunningTrax) {
  const end = ended.then(({ exitCode, stdout, stderr }): never => {
    throw new Error(`trax worker ended by itself (exit ${exitCode}):\n${stdout}${stderr}`);
  });
  end.catch(() => undefined);
  await Promise.race([child.stdout && once(child.stdout, 'data'), end]);
}

/** Everything that was added is done, each recording once, and nothing half is left. */
async function expectDoneOnce(count: number) {
  await expect
    .poll(() => rows('select status, processed_files, failed_files from batch_jobs'), { timeout: patience })
    .toEqual([{ status: 'completed', processed_files: count, failed_files: 0 }]);
  const [sums] = await rows(
    `select (select count(*)::int from batch_items where task_type = 'transcribe' and status = 'completed') as items,
       (select count(*)::int from batch_items where status <> 'completed') as others,
       (select count(*)::int from transcription_results where completed_at is not null) as transcripts,
       (select count(distinct media_file_id)::int from transcription_results) as recordings,
       (select count(*)::int from transcription_results where completed_at is null) as unfinished`,
  );
  expect(sums).toEqual({ items: count, others: 0, transcripts: count, recordings: count, unfinished: 0 });
  const doubled = await rows(
    'select transcript_id from transcript_segments group by transcript_id, start_seconds having count(*) > 1',
  );
  expect(doubled).toEqual([]);
}

/** Numbers that look random and are the same in every run with the same seed (mulberry32). */
function* numbers(from: number): Generator<number, never> {
  for (let state = from >>> 0; ; ) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

describe.skipIf(process.platform === 'win32')(
  'several processes on one library (signals: not on Windows)',
  () => {
    it('finish everything exactly once, whoever is killed whenever', { timeout: patience * 2 }, async () => {
      await addRecordings(items);
      const all = await Promise.all([start('host'), start('worker')]);
      const chance = numbers(seed);
      const done = async () =>
        (await rows<{ done: number }>(`select processed_files as done from batch_jobs`))[0]?.done ?? 0;
      for (let killed = 0; killed < rounds; killed += 1) {
        // Somewhere in the work of the next recordings.
        const from = await done();
        const until = from + Math.max(1, Math.floor((items / rounds) * chance.next().value));
        await expect
          .poll(done, { timeout: patience, interval: 20 })
          .toBeGreaterThanOrEqual(Math.min(items - 1, until));
        await all[Math.floor(chance.next().value * all.length)]?.killAndStart();
      }
      await expectDoneOnce(items);
    });

    it('share the work out, and refuse what one that was frozen brings too late', {
      timeout: patience,
    }, async () => {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      const count = 9;
      await addRecordings(count);
      const workers = await Promise.all([start('worker'), start('worker'), start('worker')]);
      // All three have a recording at the endpoint, which does not answer yet.
      const held = () =>
        rows<{ id: string; owner: string; computer: string; pid: number }>(
          `select id, lease_owner as owner, split_part(lease_owner, '/', 1) as computer, split_part(lease_owner, '/', 2)::int as pid
         from batch_items where status = 'running' and task_type = 'transcribe'`,
        );
      await expect.poll(async () => new Set((await held()).map((item) => item.computer)).size).toBe(3);
      await expect.poll(() => endpoint.requests.length).toBeGreaterThanOrEqual(3);
      const [late] = await held();
      const frozen = workers.find((worker) => late && worker.pid === late.pid) ?? { pid: late?.pid ?? 0 };
      process.kill(frozen.pid, 'SIGSTOP');
      const frozenItems = await rows<{ id: string }>(
        'select id from batch_items where lease_owner = $1',
        late?.owner,
      );
      // As if half a minute had passed in which it said nothing.
      const expire = `update batch_items set lease_until = now() - interval '1 second' where lease_owner = $1`;
      await rows(expire, late?.owner);
      release();
      await expectDoneOnce(count);
      const result = 'select result_data, completed_at from batch_items order by id';
      const before = await rows(result);
      process.kill(frozen.pid, 'SIGCONT');
      await rows('update cores set seen_at = now() - interval $$1 day$$ where owner = $1', late?.owner);
      await expect
        .poll(() =>
          rows(`select 1 from cores where owner = $1 and seen_at > now() - interval '1 hour'`, late?.owner),
        )
        .toHaveLength(1);
      await expectDoneOnce(count);
      expect(await rows(result)).toEqual(before);

      const claims = await rows<{ computer: string; count: number }>(
        `select computer, count(distinct item)::int as count from claims where task = 'transcribe' group by computer`,
      );
      expect(claims).toHaveLength(3);
      const twice = await rows<{ item: string }>('select item from claims group by item having count(*) > 1');
      // Only what the frozen one held was given out again.
      expect(twice.map(({ item }) => item).sort()).toEqual(frozenItems.map(({ id }) => id).sort());
    });
  },
);
