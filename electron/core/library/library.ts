import { stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { unnamedBatch } from '../../../shared/batchName.ts';
import type { Afterwards } from '../../../shared/contract/afterwards.ts';
import type { libraryContract, Recording } from '../../../shared/contract/library.ts';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import { storableJson } from '../database/storable.ts';
import type { Events } from '../events/events.ts';
import { uuidArray } from '../queue/channel.ts';
import { enqueue } from '../queue/enqueue.ts';
import { goOn } from '../queue/goOn.ts';
import { readSource } from '../queue/handlers/source.ts';
import { inBinFor, putIntoBin, takeFromBin } from './bin.ts';
import { type FoundFile, findRecordings } from './findRecordings.ts';
import { countRecordings, listIds, listRecordings } from './listRecordings.ts';
import { parseRecording, selectRecordings } from './recordingRow.ts';
import { removeRecordings } from './removeRecordings.ts';
import { tellRecordings } from './tellRecordings.ts';
import { chooseVersion, forgetChoice, listVersions } from './versions.ts';

type Output<Name extends keyof typeof libraryContract> = z.infer<
  NonNullable<(typeof libraryContract)[Name]['~orpc']['outputSchema']>
>;
type Input<Name extends keyof typeof libraryContract> = z.output<
  NonNullable<(typeof libraryContract)[Name]['~orpc']['inputSchema']>
>;

export type Library = ReturnType<typeof createLibrary>;

/** The recordings: taking them in, listing, naming, removing. `uploads` is the folder of files that Trax owns. */
export function createLibrary(options: {
  database: Database;
  events: Events;
  chooseOptions(partial: Partial<TranscribeOptions>): Promise<TranscribeOptions>;
  /** What follows where an addition says nothing of it. */
  usualAfterwards?(): Promise<Afterwards>;
  uploads: string;
  /** This computer's id (see `computerId`): the files that are added lie on it. */
  computer?: string;
}) {
  const { database, events, chooseOptions, usualAfterwards, uploads, computer } = options;
  const em = () => database.orm.em.fork();
  const removing = { database, events, uploads };

  async function recordings(ids: readonly string[], on: EntityManager = em()): Promise<Recording[]> {
    const rows = await on.execute<Record<string, unknown>[]>(
      `${selectRecordings('m.id = any(?::uuid[])')} order by m.created_at, m.id`,
      [uuidArray(ids)],
    );
    return rows.map(parseRecording);
  }

  async function one(id: string): Promise<Recording> {
    const [recording] = await recordings([id]);
    if (!recording) throw new TraxError('NOT_FOUND', { what: say('thing.recording'), id });
    return recording;
  }

  return {
    async add(input: Input<'add'>): Promise<Output<'add'>> {
      const { files, refused } = await findRecordings(input.paths);
      if (files.length === 0) return { batchId: null, recordings: [], createdIds: [], refused };
      const chosen = await chooseOptions(input.options);
      const afterwards = input.afterwards ?? (await usualAfterwards?.());
      const added = await em().transactional(async (tx) => {
        const stored = await storeFiles(tx, files, computer ?? null);
        const ids = stored.map(({ id }) => id);
        const createdIds = stored.flatMap(({ id, isNew }) => (isNew ? [id] : []));
        const goingOn = await goOn(tx, events, stored, chosen);
        const recordingIds = ids.filter((id) => !goingOn.has(id));
        const name = input.batchName ?? nameOf(files);
        const batchId =
          recordingIds.length > 0
            ? await enqueue(tx, events, {
                ...input,
                name,
                recordingIds,
                options: chosen,
                afterwards,
                computer,
              })
            : null;
        await tellRecordings(tx, events, ids);
        return { batchId, recordings: await recordings(ids, tx), createdIds };
      });
      return { ...added, refused };
    },

    list: async (input: Input<'list'>): Promise<Output<'list'>> => ({
      recordings: await listRecordings(em(), input, input),
    }),
    count: async (input: Input<'count'>): Promise<Output<'count'>> => ({
      total: await countRecordings(em(), input),
    }),
    ids: async (input: Input<'ids'>): Promise<Output<'ids'>> => ({ ids: await listIds(em(), input, input) }),

    async get(id: string): Promise<Output<'get'>> {
      const recording = await one(id);
      const { path, info, playbackPath } = await readSource(database, id);
      const isMissing = (await stat(path).catch(() => null)) === null;
      return { ...recording, info, isPlayable: Boolean(info?.isPlayable || playbackPath), isMissing };
    },

    async rename(id: string, title: string): Promise<Recording> {
      await em().transactional(async (tx) => {
        await tx.execute('update media_files set title = ?, updated_at = now() where id = ?', [title, id]);
        await tellRecordings(tx, events, [id]);
      });
      return one(id);
    },

    versions: (id: string): Promise<Output<'versions'>> => listVersions(em(), id),

    async choose(transcriptId: string): Promise<Recording> {
      const id = await em().transactional(async (tx) => {
        const chosen = await chooseVersion(tx, transcriptId);
        await tellRecordings(tx, events, [chosen]);
        return chosen;
      });
      return one(id);
    },

    async bin(ids: readonly string[]): Promise<Output<'bin'>> {
      return em().transactional(async (tx) => {
        const changed = await putIntoBin(tx, events, ids);
        await tellRecordings(tx, events, ids);
        return { changed };
      });
    },

    async restore(ids: readonly string[]): Promise<Output<'restore'>> {
      return em().transactional(async (tx) => {
        const changed = await takeFromBin(tx, events, ids);
        await tellRecordings(tx, events, ids);
        return { changed };
      });
    },

    emptyBin: async (): Promise<Output<'emptyBin'>> => removeRecordings(removing, await inBinFor(em(), 0)),

    remove: (ids: readonly string[]): Promise<Output<'remove'>> => removeRecordings(removing, ids),

    async transcribeAgain(
      ids: readonly string[],
      partial: Partial<TranscribeOptions>,
    ): Promise<Output<'transcribeAgain'>> {
      const chosen = await chooseOptions(partial);
      const known = await recordings(ids);
      if (known.length === 0)
        throw new TraxError('NOT_FOUND', { what: say('thing.recording'), id: ids[0] ?? '' });
      const batchId = await em().transactional(async (tx) => {
        await forgetChoice(tx, ids);
        return enqueue(tx, events, {
          name: known.length === 1 ? (known[0]?.title ?? '') : unnamedBatch(known.length),
          recordingIds: known.map((recording) => recording.id),
          options: chosen,
          priority: 0,
        });
      });
      return { batchId };
    },

    one,
    /** The recordings with these ids that are there. */
    read: (ids: readonly string[]) => recordings(ids),
  };
}

interface StoredFile {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly isNew: boolean;
}

/** Stores files as recordings, in order; a file of this computer that is known by its path keeps its recording. */
async function storeFiles(
  em: EntityManager,
  files: readonly FoundFile[],
  computer: string | null,
): Promise<StoredFile[]> {
  const rows = files.map((file, index) => ({
    path: file.path,
    name: basename(file.path),
    title: basename(file.path, extname(file.path)),
    size: file.size,
    index,
  }));
  // Two additions of one file at the same time would each find it new.
  await em.execute(`select pg_advisory_xact_lock(hashtext('trax.storeFiles'))`);
  return em.execute<StoredFile[]>(
    `with given as (
       select * from jsonb_to_recordset(?::jsonb) as g(path text, name text, title text, size bigint, index int)),
     known as (
       select distinct on (m.file_path) m.id, m.file_path from media_files m join given g on g.path = m.file_path
       where m.deleted_at is null and coalesce(m.computer_id = ?, true) order by m.file_path, m.created_at),
     added as (
       -- Work on it begins in the same transaction: the trigger of its items then finds nothing to change.
       insert into media_files (file_path, file_name, title, file_size, download_status, state, created_at, computer_id)
       select g.path, g.name, g.title, g.size, 'completed', 'working', now() + g.index * interval '1 microsecond', ?
       from given g where not exists (select 1 from known k where k.file_path = g.path)
       returning id, file_path)
     select coalesce(k.id, a.id) as id, k.id is null as "isNew", g.size::float8 as size from given g
       left join known k on k.file_path = g.path left join added a on a.file_path = g.path
     order by g.index`,
    [storableJson(rows), computer, computer],
  );
}

function nameOf(files: readonly FoundFile[]): string {
  const [first] = files;
  if (files.length === 1 && first) return basename(first.path);
  const folders = new Set(files.map((file) => basename(dirname(file.path))));
  return folders.size === 1 ? `${[...folders][0]} (${files.length})` : unnamedBatch(files.length);
}
