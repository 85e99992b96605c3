import type { ChildProcess } from 'node:child_process';
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TraxError } from '../../shared/errors.ts';
import { coverageFaults, joinCoverage } from '../../shared/quality/coverage.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import type { CoverageEntry } from '../../shared/transcript/segment.ts';
import { type CoreProcess, startCoreProcess } from '../support/coreProcess.ts';
import { queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { expectTakenIn } from './faultGivenLibrary.ts';
import { type Known, lostOf, readHeld } from './faultLedger.ts';
import { createFaultLibrary, type FaultLibrary, jobEnded, newestBackup } from './faultLibrary.ts';
import { contentsOf, createOldLibrary, type OldLibrary } from './faultOldLibrary.ts';
import { planRounds, type Round, type Work } from './faultRounds.ts';
import { strike } from './faultVictims.ts';
import { type Ledger, runs } from './faultWorks.ts';

/** `TRAX_FAULT_ROUNDS=200 npm test -- tests/core/faults.test.ts` is the long form; another seed hurts elsewhere. */
const count = Number(process.env.TRAX_FAULT_ROUNDS ?? 20);
const seed = Number(process.env.TRAX_FAULT_SEED ?? 1);
const rounds = planRounds(count, seed);

/** What a call may say that was under way when its process or the database was struck. */
const expectedCodes = ['DATABASE_UNAVAILABLE', 'DISCONNECTED', 'RESTORE_FAILED'];

/** Milliseconds that each work takes; measured anew whenever one ends before the blow. */
const usual: Record<Work, number> = {
  import: 100,
  edit: 200,
  transcribe: 2500,
  backup: 1500,
  restore: 4000,
  migrate: 2500,
  takeIn: 500,
};

const stack = new AsyncDisposableStack();
let library: FaultLibrary;
let old: OldLibrary;
let core: CoreProcess;
let ledger: Ledger;

beforeAll(async () => {
  library = await createFaultLibrary(stack, await reachableFolder());
  old = await createOldLibrary(await reachableFolder());
  core = await startCoreProcess(library.dataFolder, kindFor(rounds[0]));
  stack.defer(() => core.close());
  ledger = { ...(await held()), asked: null };
}, 120_000);
afterAll(() => stack.disposeAsync());

/** A folder that the server's user reaches, so that root's database lies in it as everybody's does. */
async function reachableFolder(): Promise<string> {
  const folder = stack.use(await createDataFolder()).path;
  await chmod(folder, 0o755);
  return folder;
}

const held = () => readHeld(core.url, library.transcriptId, () => newestBackup(library));
const kindFor = (round: Round | undefined) => (round?.work === 'transcribe' ? 'working' : 'idle');
const subject = () => ({ child: core.child, dataFolder: library.dataFolder });
const isAlive = ({ child }: CoreProcess) => child.exitCode === null && child.signalCode === null;

/** Runs something that is struck in its midst. */
async function struck(
  round: Round,
  victim: { child: ChildProcess; dataFolder: string },
  run: () => Promise<void>,
): Promise<{ isDone: boolean }> {
  const began = performance.now();
  const blow = new Promise<void>((resolve, reject) => {
    const fall = () => strike(round.victim, victim.child, victim.dataFolder).then(resolve, reject);
    setTimeout(fall, round.when * usual[round.work]);
  });
  const failure = await run().then(
    () => null,
    (error: unknown) => error,
  );
  if (failure === null) usual[round.work] = performance.now() - began;
  else if (!(failure instanceof TraxError) || !expectedCodes.includes(failure.code)) throw failure;
  await blow;
  return { isDone: failure === null };
}

/** The core that lives on after the blow, or a new one, for what is to be done next. */
async function goOn(next: Round | undefined): Promise<void> {
  if (isAlive(core)) {
    const answers = () =>
      core.client.library.list({}).then(
        () => true,
        () => false,
      );
    await expect.poll(answers).toBe(true);
  } else core = await startCoreProcess(library.dataFolder, kindFor(next));
}

/** A database that is just being started again refuses the check; anything else that is not clean counts. */
async function expectClean(): Promise<void> {
  const checked = await core.client.maintenance.check({}).catch((error: TraxError) => {
    if (error.code !== 'DATABASE_UNAVAILABLE') throw error;
    return null;
  });
  if (!checked) return expectClean();
  // What a struck core was working on waits for one that works; only this it may.
  const { findings } = checked;
  expect(core.what === 'idle' ? findings.filter(({ kind }) => kind !== 'lease') : findings).toEqual([]);
}

/** Stores without being struck. */
async function undisturbed(work: keyof typeof runs, number: number): Promise<void> {
  await runs[work](core, library, ledger, number);
}

async function restoreStruck(round: Round): Promise<Known[]> {
  await undisturbed('backup', round.number);
  const then = { ...ledger };
  const [row] = await queryRows<{ at: Date }>(core.url, 'select clock_timestamp() as at');
  const at = row?.at.toISOString() ?? '';
  await undisturbed('edit', round.seed);
  await undisturbed('import', round.seed);
  const now = { ...ledger };
  const { isDone } = await struck(round, subject(), async () => {
    await core.client.backups.restore({ at });
    await jobEnded(core);
  });
  return isDone ? [then] : [then, now];
}

/** The core is struck while it brings an old library to the newest schema; the next one finishes what is left. */
async function upgradeStruck(round: Round): Promise<void> {
  const dataFolder = await old.fresh();
  const started = Promise.withResolvers<ChildProcess>();
  const opening = startCoreProcess(dataFolder, 'idle', started.resolve);
  const child = await started.promise;
  const { isDone } = await struck(round, { child, dataFolder }, async () => {
    stack.use(await opening);
  });
  if (isDone) await (await opening).kill();
  await using next = await startCoreProcess(dataFolder, 'idle');
  const { findings } = await next.client.maintenance.check({});
  expect(findings).toEqual([]);
  expect(await contentsOf(next.url)).toBe(old.contents);
  await next.close();
}

describe.skipIf(process.platform !== 'linux')(
  'nothing acknowledged is lost (finds processes by /proc: Linux)',
  () => {
    const planned = rounds.map((round) => ({ ...round, percent: Math.round(round.when * 100) }));
    it.each(planned)('round $number: $victim killed at $percent % of: $work', async (round) => {
      if (round.work === 'migrate') return upgradeStruck(round);
      const { work } = round;
      if (!isAlive(core) || core.what !== kindFor(round)) {
        await core.close();
        core = await startCoreProcess(library.dataFolder, kindFor(round));
      }
      let possible: Known[] = [];
      if (work === 'restore') possible = await restoreStruck(round);
      else {
        await struck(round, subject(), () => runs[work](core, library, ledger, round.seed));
        possible = [{ ...ledger }];
      }
      await goOn(rounds[round.number]);
      await expectClean();
      if (work === 'takeIn') await expectTakenIn(core, library.given);
      const there = await held();
      const losses = possible.map((known) => lostOf(known, there));
      // What one round loses is not counted again by the next.
      ledger = { ...there, asked: null };
      if (losses.every((lost) => lost.length > 0)) expect(losses).toEqual([[]]);
      if (work === 'restore')
        await rm(join(library.dataFolder, 'replaced'), { recursive: true, force: true });
    });

    it(
      'in the end every transcription that was struck is complete, nothing missing or doubled',
      async () => {
        await core.close();
        core = await startCoreProcess(library.dataFolder, 'working');
        const open = () =>
          queryRows(
            core.url,
            `select 1 from batch_items where status in ('pending', 'running', 'retrying') limit 1`,
          );
        await expect.poll(open, { timeout: 60_000 + count * 1000, interval: 200 }).toEqual([]);
        const transcripts = await queryRows<{
          id: string;
          coverage: CoverageEntry[];
          duration: number;
          versions: number;
        }>(
          core.url,
          `select t.id, t.coverage, m.duration_seconds as duration, count(*) over (partition by m.id)::int as versions
         from transcription_results t join media_files m on m.id = t.media_file_id where t.id <> $1`,
          [library.transcriptId],
        );
        const recordings = await queryRows(
          core.url,
          "select 1 from media_files where file_name like 'speech%'",
        );
        expect(transcripts.length).toBe(recordings.length);
        for (const { id, coverage, duration, versions } of transcripts) {
          expect(versions).toBe(1);
          expect(coverageFaults(joinCoverage(coverage), 0, duration)).toEqual([]);
          const { segments } = await core.client.transcripts.segments({ transcriptId: id, limit: 5000 });
          expect(transcriptFaults(segments, duration)).toEqual([]);
        }
        await expectClean();
      },
      120_000 + count * 1000,
    );
  },
);
