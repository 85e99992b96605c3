import { stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type Afterwards, afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import { changesOf } from '../../../shared/contract/changes.ts';
import { transcribeOptionsSchema } from '../../../shared/contract/options.ts';
import type { WatchFolder, watchFoldersContract } from '../../../shared/contract/watchFolders.ts';
import { failureSchema, TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import { storableJson } from '../database/storable.ts';
import type { Events } from '../events/events.ts';
import { absolutePath } from '../files.ts';
import { rememberFiles } from './memory.ts';
import { isWithin, walk } from './walk.ts';

type Input<Name extends keyof typeof watchFoldersContract> = z.output<
  NonNullable<(typeof watchFoldersContract)[Name]['~orpc']['inputSchema']>
>;

const rowSchema = z.object({
  id: z.string(),
  path: z.string(),
  enabled: z.boolean(),
  is_here: z.boolean(),
  is_watched: z.boolean(),
  options: changesOf(transcribeOptionsSchema),
  afterwards: afterwardsSchema,
  taken: z.number(),
  waiting: z.number(),
  looked_at: z.coerce.date().nullable(),
  failure: failureSchema.nullable(),
});

export type WatchFolders = ReturnType<typeof createWatchFolders>;

/** The folders whose recordings are transcribed by themselves. `ownFolder` is where Trax keeps everything. */
export function createWatchFolders(options: {
  database: Database;
  events: Events;
  computer: string;
  ownFolder: string;
  usualAfterwards(): Promise<Afterwards>;
}) {
  const { database, events, computer, ownFolder, usualAfterwards } = options;
  const transact = <Result>(change: (em: EntityManager) => Promise<Result>) =>
    database.orm.em.fork().transactional(async (em) => {
      const result = await change(em);
      await events.publish(em, { type: 'watchFolders' });
      return result;
    });

  async function list(): Promise<WatchFolder[]> {
    const rows = await database.orm.em.fork().execute(
      `select w.id, w.path, w.enabled, w.computer is not distinct from ? as is_here,
         coalesce(w.watcher_until > now(), false) as is_watched, w.options, w.afterwards, w.waiting, w.looked_at, w.failure,
         (select count(*)::int from watched_files f where f.watch_folder_id = w.id and f.outcome = 'taken') as taken
       from watch_folders w order by w.created_at, w.id`,
      [computer],
    );
    return rows.map(toWatchFolder);
  }

  async function one(id: string): Promise<WatchFolder> {
    const folder = (await list()).find((candidate) => candidate.id === id);
    if (!folder) throw new TraxError('NOT_FOUND', { what: say('thing.watchFolder'), id });
    return folder;
  }

  return {
    list,

    /** Throws INVALID_INPUT, FILE_NOT_FOUND, FOLDER_WATCHED. */
    async add(input: Input<'add'>): Promise<WatchFolder> {
      const path = await requireFolder(input.path, ownFolder);
      // Read before anything is stored: what comes meanwhile is new.
      const existing = input.takesExisting ? [] : (await walk(path, [ownFolder])).files;
      const afterwards = input.afterwards ?? (await usualAfterwards());
      const id = await transact(async (em) => {
        const [added] = await em.execute<{ id: string }[]>(
          `insert into watch_folders (path, computer, options, afterwards) values (?, ?, ?::jsonb, ?::jsonb)
           on conflict do nothing returning id`,
          [path, computer, storableJson(input.options), storableJson(afterwards)],
        );
        if (!added) throw new TraxError('FOLDER_WATCHED', { path });
        await rememberFiles(
          em,
          added.id,
          existing.map((file) => ({ ...file, sha256: null, outcome: 'left' })),
        );
        return added.id;
      });
      return one(id);
    },

    async update({ id, isPaused, options: wished, afterwards }: Input<'update'>): Promise<WatchFolder> {
      await transact((em) =>
        em.execute(
          `update watch_folders set enabled = coalesce(?::boolean, enabled), options = coalesce(?::jsonb, options),
             afterwards = coalesce(?::jsonb, afterwards), updated_at = now() where id = ?`,
          [
            isPaused === undefined ? null : !isPaused,
            wished ? storableJson(wished) : null,
            afterwards ? storableJson(afterwards) : null,
            id,
          ],
        ),
      );
      return one(id);
    },

    async remove(id: string): Promise<{ removed: number }> {
      const removed = await transact((em) =>
        em.execute<unknown[]>('delete from watch_folders where id = ? returning id', [id]),
      );
      return { removed: removed.length };
    },
  };
}

/** The normal path of an existing folder that people may have watched. */
async function requireFolder(given: string, ownFolder: string): Promise<string> {
  const path = absolutePath(given).replace(new RegExp(`(?<=.)[${sep === '\\' ? '\\\\/' : '/'}]+$`), '');
  const found = await stat(path).catch((cause: unknown) => {
    throw new TraxError('FILE_NOT_FOUND', { path }, { cause });
  });
  if (!found.isDirectory())
    throw new TraxError('INVALID_INPUT', { reason: say('reason.noFolder', { path }) });
  if (isWithin(path, ownFolder))
    throw new TraxError('INVALID_INPUT', { reason: say('reason.ownFolder', { path }) });
  return path;
}

function toWatchFolder(found: unknown): WatchFolder {
  const row = rowSchema.parse(found);
  return {
    id: row.id,
    path: row.path,
    isPaused: !row.enabled,
    state: stateOf(row),
    options: row.options,
    afterwards: row.afterwards,
    taken: row.taken,
    waiting: row.waiting,
    lookedAt: row.looked_at?.toISOString() ?? null,
    failure: row.failure,
  };
}

function stateOf(row: z.infer<typeof rowSchema>): WatchFolder['state'] {
  if (!row.is_here) return 'elsewhere';
  if (!row.enabled) return 'paused';
  if (row.failure?.code === 'FOLDER_AWAY') return 'away';
  return row.is_watched ? 'watching' : 'idle';
}
