import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BackupReason, BackupsView, SafetyJob } from '../../../shared/contract/backups.ts';
import { type Failure, TraxError, toFailure } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import { archivesOf, lineageOf } from '../database/postgres/archive.ts';
import { filesOf } from '../database/postgres/cluster.ts';
import { requireOutside } from '../database/postgres/outside.ts';
import type { Place } from '../database/postgres/place.ts';
import type { Events } from '../events/events.ts';
import { absolutePath } from '../files.ts';
import type { Log } from '../host.ts';
import { describeBackup, findBackups } from './manifest.ts';
import { prune } from './prune.ts';
import { describeReplaced, removeReplaced, sizeOfTree } from './replaced.ts';
import { restoreLibrary } from './restore.ts';
import { isDue, journalled } from './retention.ts';
import { takeBackup } from './takeBackup.ts';

export interface BackupsNeeds {
  readonly database: Database;
  readonly events: Events;
  readonly dataFolder: string;
  readonly log: Log;
  /** How often a backup is made by itself. */
  every(): Promise<'day' | 'week' | 'never'>;
  /** Whether this core sees to the schedule, and how long after its opening it looks first, in milliseconds. */
  readonly schedule: { readonly firstLook: number } | null;
}

export type Backups = ReturnType<typeof createBackups>;

/** Milliseconds between two looks at the schedule, and between two reports of progress. */
const pace = { schedule: 600_000, report: 200 };

/** Where a library's own backups are. */
export function backupsFolder(dataFolder: string): string {
  return join(dataFolder, 'backups');
}

/** Copies of the library and the way back: one job at a time, told by events. */
export function createBackups({ database, events, dataFolder, log, every, schedule }: BackupsNeeds) {
  const folder = backupsFolder(dataFolder);
  const closing = new AbortController();
  let running: { job: SafetyJob; stop: AbortController; ended: Promise<void> } | null = null;
  let failure: Failure | null = null;
  let madeIn: string | null = null;
  /** A database that is back may have been restored: a history without a backup, so that one is due at once. */
  let isBack = Promise.withResolvers<void>();
  const health = database.onHealth((state) => state === 'ready' && isBack.resolve());

  function requirePlace(): Place {
    if (!database.place) throw new TraxError('BACKUP_ELSEWHERE');
    return database.place;
  }

  /** Starts a job unless one runs; gives its end. */
  function begin(
    kind: SafetyJob['kind'],
    run: (signal: AbortSignal, report: (job: SafetyJob) => void) => Promise<unknown>,
  ) {
    if (running) throw new TraxError('NOT_ALLOWED_NOW', { reason: say(`busy.${running.job.kind}`) });
    const stop = new AbortController();
    const job: SafetyJob = { kind, stage: 'copying', done: 0, total: 0 };
    failure = null;
    madeIn = null;
    let reportedAt = 0;
    const report = (next: SafetyJob) => {
      const isSame = running?.job.stage === next.stage;
      if (running) running.job = next;
      if (isSame && Date.now() - reportedAt < pace.report) return;
      reportedAt = Date.now();
      void events.announce({ type: 'safety', job: next });
    };
    const signal = AbortSignal.any([stop.signal, closing.signal]);
    const ended = run(signal, report)
      .catch((error: unknown) => {
        failure = toFailure(error);
        if (failure.code !== 'CANCELLED') log.error(`A ${kind} failed`, error);
      })
      .then(() => {
        running = null;
        return events.announce({ type: 'safety', job: null });
      });
    running = { job, stop, ended };
    void events.announce({ type: 'safety', job });
    return ended;
  }

  function beginBackup(reason: BackupReason, to?: string) {
    const place = requirePlace();
    return begin('backup', async (signal, report) => {
      const { url } = database;
      if (to) await requireOutside(place, to);
      await takeBackup({ url, place, folder: to ?? folder, reason, signal, report });
      await prune(place, folder, new Date());
      madeIn = to ?? null;
    });
  }

  async function keepSchedule(place: Place, firstLook: number): Promise<void> {
    const { signal } = closing;
    for (let wait = firstLook; ; wait = pace.schedule) {
      await Promise.race([pause(wait, undefined, { signal, ref: false }), isBack.promise]);
      isBack = Promise.withResolvers();
      // A database that is away for a moment, or a folder that cannot be read now, is no reason to give the schedule up.
      await look(place, wait === firstLook).catch((error: unknown) => {
        if (!signal.aborted) log.error('A look at the schedule of backups failed', error);
      });
    }
  }

  async function look(place: Place, isFirst: boolean): Promise<void> {
    if (isFirst) await prune(place, folder, new Date());
    await running?.ended;
    if (closing.signal.aborted || database.health !== 'ready' || !(await holdsRecordings())) return;
    const lineage = await lineageOf(place);
    const own = (await findBackups(folder)).filter(({ manifest }) => manifest.lineage === lineage);
    if (isDue(own[0]?.manifest, await every(), new Date())) await beginBackup('schedule');
  }

  async function holdsRecordings(): Promise<boolean> {
    const rows = await database.orm.em.fork().execute('select 1 from media_files limit 1');
    return rows.length > 0;
  }

  const keeping =
    schedule && database.place
      ? keepSchedule(database.place, schedule.firstLook).catch((error: unknown) => {
          if (!closing.signal.aborted) log.error('The schedule of backups ended', error);
        })
      : Promise.resolve();

  return {
    async list(): Promise<BackupsView> {
      const place = requirePlace();
      const found = await findBackups(folder);
      const lineage = await lineageOf(place);
      const present = found.map(({ manifest }) => manifest).filter((one) => one.lineage === lineage);
      const journalSize = await sizeOfTree(archivesOf(place));
      return {
        folder,
        databaseFolder: filesOf(place).folder,
        databaseSize: await sizeOfTree(filesOf(place).folder),
        backups: found.map(describeBackup),
        journalSize,
        anyMinuteSince: journalSize > 0 ? (journalled(present, new Date()).at(-1)?.finishedAt ?? null) : null,
        replaced: await describeReplaced(place),
        job: running?.job ?? null,
        madeIn,
        failure,
      };
    },

    start({ to }: { to?: string | undefined }): { started: boolean } {
      void beginBackup('wish', to && absolutePath(to));
      return { started: true };
    },

    restore({ at, from }: { at?: string | undefined; from?: string | undefined }): { started: boolean } {
      requirePlace();
      const source = from && absolutePath(from);
      void begin('restore', async (signal, report) => {
        const moment = at === undefined ? undefined : new Date(at);
        await restoreLibrary({ dataFolder, folder, from: source, at: moment, log, signal, report });
      });
      return { started: true };
    },

    cancel(): { cancelled: boolean } {
      running?.stop.abort();
      return { cancelled: running !== null };
    },

    async forgetReplaced(id: string): Promise<{ removed: boolean }> {
      return { removed: await removeReplaced(requirePlace(), id) };
    },

    async [Symbol.asyncDispose]() {
      closing.abort();
      health[Symbol.dispose]();
      await running?.ended;
      await keeping;
    },
  };
}
