import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProcessAlive } from '../../electron/core/processes.ts';
import { coverageFaults, joinCoverage } from '../../shared/quality/coverage.ts';
import { wordErrorRate } from '../../shared/quality/wordErrorRate.ts';
import { type CoreProcess, descendantsOf, findProcesses, startCoreProcess } from '../support/coreProcess.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample, sampleModel } from '../support/fixtures.ts';
import { repeatMedia } from '../support/media.ts';

/** How often the sample is said in the recording: long enough for several windows. */
const repeats = 2;

let stack: AsyncDisposableStack;
let folder: string;
let recording: string;
let reference: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = stack.use(await createDataFolder()).path;
  recording = join(folder, 'long.wav');
  await repeatMedia(recording, sample('meeting2.wav'), repeats);
  const { turns } = JSON.parse(await readFile(sample('meeting2.json'), 'utf8'));
  const once = turns.map((turn: { text: string }) => turn.text).join(' ');
  reference = Array(repeats).fill(once).join(' ');
});

afterEach(() => stack.disposeAsync());

const windows = (core: CoreProcess) => core.events.filter((event) => event.type === 'segments').length;
const states = (core: CoreProcess) =>
  core.events.flatMap((event) =>
    event.type === 'item' && event.item.task === 'transcribe' ? [event.item.state] : [],
  );

async function startInTheMiddle(): Promise<CoreProcess> {
  const core = stack.use(await startCoreProcess(folder));
  await core.client.library.add({
    paths: [recording],
    options: { engine: 'whisper.cpp', model: sampleModel },
  });
  await expect.poll(() => windows(core), { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(1);
  expect(states(core)).not.toContain('done');
  return core;
}

async function expectComplete(core: CoreProcess) {
  await expect.poll(() => states(core), { timeout: 90_000 }).toContain('done');
  const client = new pg.Client({ connectionString: core.url });
  await client.connect();
  stack.defer(() => client.end());
  const { rows } = await client.query(
    `select t.coverage, t.text_content, m.duration_seconds from transcription_results t
     join media_files m on m.id = t.media_file_id where t.completed_at is not null`,
  );
  expect(rows).toHaveLength(1);
  const [{ coverage, text_content: text, duration_seconds: duration }] = rows;
  expect(coverageFaults(joinCoverage(coverage), 0, duration)).toEqual([]);
  expect(wordErrorRate(reference, text)).toBeLessThanOrEqual(0.07);
  const overlapping = await client.query(
    `select 1 from transcript_segments a join transcript_segments b
       on a.transcript_id = b.transcript_id and a.position < b.position and a.end_seconds > b.start_seconds + 0.001`,
  );
  expect(overlapping.rowCount).toBe(0);
  await client.end();
}

async function expectNothingLeft(core: CoreProcess, started: number[]) {
  await core.close();
  await expect.poll(() => started.filter(isProcessAlive)).toEqual([]);
}

describe.skipIf(process.platform !== 'linux')(
  'a recording is complete, nothing missing or doubled (finds processes by /proc: Linux)',
  () => {
    it('after its worker was killed', async () => {
      const core = await startInTheMiddle();
      const [worker] = await findWorkers(await enginesOf(core));
      process.kill(worker ?? 0, 'SIGKILL');
      await expectComplete(core);
      expect(states(core)).toContain('retrying');
      await expectNothingLeft(core, await descendantsOf(core.child.pid ?? 0));
    });

    it("after the engine's server was killed", async () => {
      const core = await startInTheMiddle();
      const mine = new Set(await enginesOf(core));
      const servers = (await findProcesses('whisper-server', sampleModel)).filter((id) => mine.has(id));
      expect(servers.length).toBeGreaterThan(0);
      for (const server of servers) process.kill(server, 'SIGKILL');
      await expectComplete(core);
      await expectNothingLeft(core, await descendantsOf(core.child.pid ?? 0));
    });

    it('after the core was killed', async () => {
      const core = await startInTheMiddle();
      const started = await enginesOf(core);
      await core.kill();
      const next = stack.use(await startCoreProcess(folder));
      await expect.poll(() => started.filter(isProcessAlive)).toEqual([]);
      await expectComplete(next);
      await expectNothingLeft(next, await descendantsOf(next.child.pid ?? 0));
    });

    it('after the core and its worker were killed together', async () => {
      const core = await startInTheMiddle();
      const started = await enginesOf(core);
      const workers = await findWorkers(started);
      await Promise.all([core.kill(), ...workers.map(async (id) => process.kill(id, 'SIGKILL'))]);
      const next = stack.use(await startCoreProcess(folder));
      await expect.poll(() => started.filter(isProcessAlive)).toEqual([]);
      await expectComplete(next);
    });

    it('after PostgreSQL was killed', async () => {
      const core = await startInTheMiddle();
      const servers = await findServersOf(folder);
      expect(servers.length).toBeGreaterThan(0);
      for (const server of servers) process.kill(server, 'SIGKILL');
      await expectComplete(core);
      const started = await findServersOf(folder);
      await expectNothingLeft(core, started);
    });
  },
);

/** The workers of a core and what they started. Its server is not among them: it goes on for other cores. */
async function enginesOf(core: CoreProcess): Promise<number[]> {
  const servers = new Set(await findProcesses('postgres'));
  const started = await descendantsOf(core.child.pid ?? 0);
  return started.filter((id) => !servers.has(id));
}

async function findWorkers(ids: number[]): Promise<number[]> {
  const all = new Set(await findProcesses('workers/entry.ts'));
  return ids.filter((id) => all.has(id));
}

/** The server of a data folder; root's lies elsewhere. */
async function findServersOf(dataFolder: string): Promise<number[]> {
  const elsewhere = await readFile(join(dataFolder, 'database.place'), 'utf8').catch(() => dataFolder);
  return findProcesses('postgres', elsewhere.trim());
}
