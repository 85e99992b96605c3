import { setTimeout as pause } from 'node:timers/promises';
import type { CheckReason, LastCheck } from '../../../shared/contract/maintenance.ts';
import { isDue } from '../backups/retention.ts';
import type { Database } from '../database/database.ts';
import { checkLock } from '../database/locks.ts';
import type { Log } from '../host.ts';
import { noteOpening } from './openings.ts';

export interface CheckScheduleNeeds {
  readonly database: Database;
  readonly log: Log;
  /** Where the cores of this data folder note that they are open. */
  readonly folder: string;
  /** Milliseconds after which it is looked first whether a check is due. */
  readonly firstLook: number;
  every(): Promise<'day' | 'week' | 'never'>;
  last(): Promise<LastCheck | null>;
  check(reason: CheckReason, signal: AbortSignal): Promise<unknown>;
}

/** Milliseconds between two looks at the schedule. */
const pace = 600_000;

/** Why a library is to be looked through now; null when there is no reason. An empty one never is. */
export function reasonToCheck(
  state: {
    readonly hasRecordings: boolean;
    readonly wasInterrupted: boolean;
    /** When it was looked through last, ISO 8601. */
    readonly last: string | null;
    readonly every: 'day' | 'week' | 'never';
  },
  now: Date,
): CheckReason | null {
  if (!state.hasRecordings) return null;
  if (state.wasInterrupted) return 'interruption';
  const last = state.last === null ? undefined : { finishedAt: state.last };
  return isDue(last, state.every, now) ? 'schedule' : null;
}

/** Looks through the library as often as is wished, and after a core or the database has ended without closing. */
export async function createCheckSchedule(needs: CheckScheduleNeeds): Promise<AsyncDisposable> {
  const { database, log, firstLook } = needs;
  const openings = await noteOpening(needs.folder);
  const closing = new AbortController();
  const { signal } = closing;
  let wasInterrupted = openings.wasInterrupted;
  let wake = Promise.withResolvers<void>();
  const health = database.onHealth((state) => {
    // A server of the user's own that is out of reach for a moment has not been interrupted.
    if (state !== 'ready' || !database.isEmbedded) return;
    wasInterrupted = true;
    wake.resolve();
  });

  async function reasonNow(): Promise<CheckReason | null> {
    if (database.health !== 'ready') return null;
    const rows = await database.orm.em.fork().execute('select 1 from media_files limit 1');
    return reasonToCheck(
      {
        hasRecordings: rows.length > 0,
        wasInterrupted,
        last: (await needs.last())?.finishedAt ?? null,
        every: await needs.every(),
      },
      new Date(),
    );
  }

  async function look(): Promise<void> {
    const reason = await reasonNow();
    if (reason === null) return;
    await database.orm.em.fork().transactional(async (em) => {
      const [lock] = await em.execute<{ got: boolean }[]>(
        'select pg_try_advisory_xact_lock(?, ?) as got',
        checkLock,
      );
      // Another core of this library looks already.
      if (!lock?.got) return;
      await needs.check(reason, signal);
      wasInterrupted = false;
      await openings.forget();
    });
  }

  async function keep(): Promise<void> {
    for (let wait = firstLook; ; wait = pace) {
      await Promise.race([pause(wait, undefined, { signal, ref: false }), wake.promise]);
      wake = Promise.withResolvers();
      // A database that is away for a moment is no reason to give the schedule up.
      await look().catch((error: unknown) => {
        if (!signal.aborted) log.error('A check by itself failed', error);
      });
    }
  }

  const keeping = keep().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return {
    async [Symbol.asyncDispose]() {
      closing.abort();
      health[Symbol.dispose]();
      await keeping;
      await openings[Symbol.asyncDispose]();
    },
  };
}
