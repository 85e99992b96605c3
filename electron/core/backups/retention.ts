import type { BackupReason } from '../../../shared/contract/backups.ts';

/** What decides whether a backup is kept, and when the next one is due. */
export interface Dated {
  readonly reason: BackupReason;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
}

/** Days and weeks of which the newest backup is kept, and backups from before upgrades. */
const kept = { days: 7, weeks: 4, upgrades: 2 };

const dayLength = 86_400_000;

/**
 * The backups that nobody needs any more: not the newest of one of the last days or weeks, nor from before an upgrade, nor the
 * first of the day up to the newest: who backs up in alarm, after a mistake, does not lose the way to before it.
 */
export function expired<One extends Dated>(backups: readonly One[]): One[] {
  const newestFirst = [...backups].sort((one, other) => other.finishedAt.localeCompare(one.finishedAt));
  const newest = Date.parse(newestFirst[0]?.finishedAt ?? '');
  const wanted = new Set<One>([
    ...firstOfEach(newestFirst, dayOf).slice(0, kept.days),
    ...firstOfEach(newestFirst, weekOf).slice(0, kept.weeks),
    ...newestFirst.filter(({ reason }) => reason === 'upgrade').slice(0, kept.upgrades),
    ...newestFirst.filter(({ finishedAt }) => newest - Date.parse(finishedAt) <= dayLength).slice(-1),
  ]);
  return newestFirst.filter((one) => !wanted.has(one));
}

/** The backups from which the journal is kept on: those of the last seven days, or at least the newest. */
export function journalled<One extends Dated>(backups: readonly One[], now: Date): One[] {
  const newestFirst = [...backups].sort((one, other) => other.finishedAt.localeCompare(one.finishedAt));
  const since = now.getTime() - kept.days * dayLength;
  const recent = newestFirst.filter(({ finishedAt }) => Date.parse(finishedAt) >= since);
  return recent.length > 0 ? recent : newestFirst.slice(0, 1);
}

/** Whether it is time for the next backup or check. */
export function isDue(
  newest: Pick<Dated, 'finishedAt'> | undefined,
  every: 'day' | 'week' | 'never',
  now: Date,
): boolean {
  if (every === 'never') return false;
  const interval = every === 'day' ? dayLength : 7 * dayLength;
  return newest === undefined || now.getTime() - Date.parse(newest.finishedAt) >= interval;
}

function firstOfEach<One extends Dated>(backups: readonly One[], keyOf: (one: One) => number): One[] {
  const seen = new Set<number>();
  return backups.filter((one) => {
    const key = keyOf(one);
    return !seen.has(key) && seen.add(key);
  });
}

const dayOf = ({ finishedAt }: Dated) => Math.floor(Date.parse(finishedAt) / dayLength);

/** Weeks begin on Monday; the first day that computers count was a Thursday. */
const weekOf = (one: Dated) => Math.floor((dayOf(one) + 3) / 7);
