import { rm } from 'node:fs/promises';
import { basename, dirname, extname, sep } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Afterwards } from '../../../shared/contract/afterwards.ts';
import type { libraryContract, Recording } from '../../../shared/contract/library.ts';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import { TraxError } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import { storableJson } from '../database/storable.ts';
import type { Events } from '../events/events.ts';
import { shrinkBatches } from '../queue/batches.ts';
import { holdCommands, uuidArray, wakeQueue } from '../queue/channel.ts';
import { enqueue } from '../queue/enqueue.ts';
import { goOn } from '../queue/goOn.ts';
import { readSource } from '../queue/handlers/source.ts';
import { type FoundFile, findRecordings } from './findRecordings.ts';
import { parseRecording, selectRecordings } from './recordingRow.ts';

type Output<Name extends keyof typeof libraryContract> = z.infer<
  NonNullable<(typeof libraryContract)[Name]['~orpc']['outputSchema']>
>;
type Input<Name extends keyof typeof libraryContract> = z.output<
  NonNullable<(typeof libraryContract)[Name]['~orpc']['inputSchema']>
>;

const orders = {
  addedAt: 'm.created_at',
  title: 'lower(coalesce(m.title, m.file_name))',
  duration: 'm.duration_seconds',
} as const;

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

  async function recordings(ids: readonly string[], on: EntityManager = em()): Promise<Recording[]> {
    const rows = await on.execute<Record<string, unknown>[]>(
      `${selectRecordings('and m.id = any(?::uuid[])')} order by m.created_at, m.id`,
      [uuidArray(ids)],
    );
    return rows.map(parseRecording);
  }

  async function one(id: string): Promise<Recording> {
    const [recording] = await recordings([id]);
    if (!recording) throw new TraxError('NOT_FOUND', { what: 'recording', id });
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
        await tellChanged(tx, events, ids);
        return { batchId, recordings: await recordings(ids, tx), createdIds };
      });
      return { ...added, refused };
    },

    async list(input: Input<'list'>): Promise<Output<'list'>> {
      const search = input.search.trim();
      const restriction = search ? `and coalesce(m.title, m.file_name) ilike ?` : '';
      const params = search ? [`%${search.replace(/[\\%_]/g, '\\$&')}%`] : [];
      const order = `order by ${orders[input.order]} ${input.descending ? 'desc nulls last' : 'asc nulls last'}, m.id`;
      const on = em();
      const rows = await on.execute<Record<string, unknown>[]>(
        `${selectRecordings(`${restriction} ${order} limit ? offset ?`)} ${order}`,
        [...params, input.limit, input.offset],
      );
      const [count] = await on.execute<{ total: number }[]>(
        `select count(*)::int as total from media_files m where m.deleted_at is null ${restriction}`,
        params,
      );
      return { recordings: rows.map(parseRecording), total: count?.total ?? 0 };
    },

    async get(id: string): Promise<Output<'get'>> {
      const recording = await one(id);
      const { info, playbackPath } = await readSource(database, id);
      return { ...recording, info, isPlayable: Boolean(info?.isPlayable || playbackPath) };
    },

    async rename(id: string, title: string): Promise<Recording> {
      await em().transactional(async (tx) => {
        await tx.execute('update media_files set title = ?, updated_at = now() where id = ?', [title, id]);
        await tellChanged(tx, events, [id]);
      });
      return one(id);
    },

    /** Removes rows first and files after: what is left by a crash in between is only space. */
    async remove(ids: readonly string[]): Promise<Output<'remove'>> {
      type Row = { id: string; file_path: string; playback_path: string | null; peaks_path: string | null };
      const rows = await em().transactional(async (tx) => {
        await holdCommands(tx);
        const batches = await tx.execute<{ batch_job_id: string }[]>(
          `with held as (select batch_job_id from batch_items where media_file_id = any(?::uuid[]) for update)
           select distinct batch_job_id from held`,
          [uuidArray(ids)],
        );
        await tx.execute(
          `delete from exports where transcript_id in
             (select id from transcription_results where media_file_id = any(?::uuid[]))`,
          [uuidArray(ids)],
        );
        await tx.execute('delete from transcription_results where media_file_id = any(?::uuid[])', [
          uuidArray(ids),
        ]);
        await tx.execute('delete from audio_processing_metadata where media_file_id = any(?::uuid[])', [
          uuidArray(ids),
        ]);
        const removed = await tx.execute<Row[]>(
          `delete from media_files where id = any(?::uuid[]) returning id, file_path, playback_path, peaks_path`,
          [uuidArray(ids)],
        );
        await shrinkBatches(
          tx,
          events,
          batches.map((row) => row.batch_job_id),
        );
        await tellChanged(tx, events, ids);
        await wakeQueue(tx);
        return removed;
      });
      for (const row of rows) {
        const own = row.file_path.startsWith(uploads + sep) ? dirname(row.file_path) : null;
        for (const path of [row.playback_path, row.peaks_path, own])
          if (path) await rm(path, { recursive: true, force: true });
      }
      return { removed: rows.length };
    },

    async transcribeAgain(
      ids: readonly string[],
      partial: Partial<TranscribeOptions>,
    ): Promise<Output<'transcribeAgain'>> {
      const chosen = await chooseOptions(partial);
      const known = await recordings(ids);
      if (known.length === 0) throw new TraxError('NOT_FOUND', { what: 'recording', id: ids[0] ?? '' });
      const batchId = await em().transactional((tx) =>
        enqueue(tx, events, {
          name: known.length === 1 ? (known[0]?.title ?? '') : `${known.length} recordings`,
          recordingIds: known.map((recording) => recording.id),
          options: chosen,
          priority: 0,
        }),
      );
      return { batchId };
    },

    one,
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
       insert into media_files (file_path, file_name, title, file_size, download_status, created_at, computer_id)
       select g.path, g.name, g.title, g.size, 'completed', now() + g.index * interval '1 microsecond', ?
       from given g where not exists (select 1 from known k where k.file_path = g.path)
       returning id, file_path)
     select coalesce(k.id, a.id) as id, k.id is null as "isNew", g.size::float8 as size from given g
       left join known k on k.file_path = g.path left join added a on a.file_path = g.path
     order by g.index`,
    [storableJson(rows), computer, computer],
  );
}

async function tellChanged(em: EntityManager, events: Events, ids: readonly string[]) {
  // Beyond what fits one notification it is cheaper to look again.
  await events.publish(
    em,
    ids.length <= 100 ? { type: 'recordings', ids: [...ids] } : { type: 'everything' },
  );
}

function nameOf(files: readonly FoundFile[]): string {
  const [first] = files;
  if (files.length === 1 && first) return basename(first.path);
  const folders = new Set(files.map((file) => basename(dirname(file.path))));
  return folders.size === 1 ? `${[...folders][0]} (${files.length})` : `${files.length} recordings`;
}
