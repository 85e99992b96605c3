import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import { changesOf } from '../../../shared/contract/changes.ts';
import { transcribeOptionsSchema } from '../../../shared/contract/options.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';
import type { Library } from '../library/library.ts';
import { isProcessAlive } from '../processes.ts';
import { createFolderWatch } from './folderWatch.ts';

const folderSchema = z.object({
  id: z.string(),
  path: z.string(),
  options: changesOf(transcribeOptionsSchema),
  afterwards: afterwardsSchema,
  watcher: z.string().nullable(),
});
export type WatchedFolder = z.infer<typeof folderSchema>;

/** How the watcher keeps time. */
export interface WatchPace {
  /** Milliseconds between two looks at a folder in which nothing is known to happen. */
  readonly quiet: number;
  /** Milliseconds that a file has to stay the same before it counts as whole. */
  readonly calm: number;
  /** The most of its time that is spent walking: 0.01 lets a second of it be followed by a hundred without. */
  readonly share: number;
}
const usualPace: WatchPace = { quiet: 30_000, calm: 5_000, share: 0.01 };

/** Seconds that a folder stays with a core that does not look at it any more. */
const leaseSeconds = 90;

export interface WatcherOptions {
  readonly database: Database;
  readonly events: Events;
  readonly library: Pick<Library, 'add'>;
  readonly computer: string;
  /** Where Trax keeps everything: nothing in it is ever taken. */
  readonly ownFolder: string;
  readonly log: Log;
  readonly pace?: WatchPace;
}

/**
 * Watches the folders of this computer until it is closed. A folder is watched by one core at a time, under a lease: another
 * one takes over when that core is gone.
 */
export async function createWatcher(options: WatcherOptions): Promise<AsyncDisposable> {
  const { database, events, computer, log, pace = usualPace } = options;
  const owner = `${computer}/${process.pid}/${randomUUID()}`;
  const watches = new Map<string, { is: string; watch: ReturnType<typeof createFolderWatch> }>();
  let isClosing = false;
  let turn = Promise.resolve();

  /** Whether a folder's watcher was a process on this computer that is gone. */
  function isDead(watcher: string | null): boolean {
    const pid = Number(watcher?.split('/')[1]);
    return watcher !== null && watcher !== owner && !isProcessAlive(pid);
  }

  /** The folders that are ours, after taking those that nobody watches and renewing the leases. */
  async function claim(): Promise<WatchedFolder[]> {
    const em = database.orm.em.fork();
    const others = await em.execute<{ watcher: string }[]>(
      'select distinct watcher from watch_folders where computer = ? and watcher is not null',
      [computer],
    );
    const gone = others.map(({ watcher }) => watcher).filter(isDead);
    const rows = await em.execute(
      `update watch_folders set watcher = ?, watcher_until = now() + make_interval(secs => ?)
       where computer = ? and enabled and (watcher is null or watcher = ? or watcher_until < now()
         or watcher = any(select jsonb_array_elements_text(?::jsonb)))
       returning id, path, options, afterwards, watcher`,
      [owner, leaseSeconds, computer, owner, JSON.stringify(gone)],
    );
    return rows.map((row) => folderSchema.parse(row));
  }

  async function tend() {
    const folders = await claim();
    const inside = await database.orm.em
      .fork()
      .execute<{ path: string }[]>('select path from watch_folders where computer = ?', [computer]);
    const wanted = new Map(folders.map((folder) => [folder.id, folder]));
    for (const [id, { is, watch }] of watches) {
      const folder = wanted.get(id);
      if (folder && JSON.stringify(folder) === is) continue;
      watches.delete(id);
      await watch[Symbol.asyncDispose]();
    }
    for (const folder of folders) {
      if (watches.has(folder.id)) continue;
      // A watch folder within another has settings of its own.
      const except = inside.map(({ path }) => path).filter((path) => path !== folder.path);
      const watch = createFolderWatch(folder, { ...options, except, pace });
      watches.set(folder.id, { is: JSON.stringify(folder), watch });
    }
  }

  function tendInTurn() {
    turn = turn
      .then(() => (isClosing ? undefined : tend()))
      .catch((error) => log.warn('The watch folders could not be tended', { error: String(error) }));
    return turn;
  }

  const stop = events.onEvent(({ type }) => {
    if (type === 'watchFolders' || type === 'everything') void tendInTurn();
  });
  const timer = setInterval(() => void tendInTurn(), Math.min(pace.quiet, (leaseSeconds * 1000) / 3));
  await tendInTurn();

  return {
    async [Symbol.asyncDispose]() {
      isClosing = true;
      stop();
      clearInterval(timer);
      await turn;
      await Promise.all([...watches.values()].map(({ watch }) => watch[Symbol.asyncDispose]()));
      await database.orm.em
        .fork()
        .execute('update watch_folders set watcher = null, watcher_until = null where watcher = ?', [owner])
        .catch((error) => log.warn('The watch folders stay taken for a while', { error: String(error) }));
    },
  };
}
