import { dirname, sep } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type Afterwards, afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import type { ExportFormat } from '../../../shared/contract/exports.ts';
import { type Failure, toFailure } from '../../../shared/errors.ts';
import { patternFileName } from '../../../shared/formats/fileName.ts';
import { extensionOf } from '../../../shared/formats/formats.ts';
import type { Database } from '../database/database.ts';
import { tellLock } from '../database/locks.ts';
import { storableJson } from '../database/storable.ts';
import type { Events } from '../events/events.ts';
import type { Exports } from '../exports/exports.ts';
import { freePath } from '../exports/freePath.ts';
import { makeFolder } from '../files.ts';
import type { Log } from '../host.ts';
import { createWorkingOff } from '../workOff.ts';
import { summarise } from './summary.ts';
import { tellOfEnd } from './tellOfEnd.ts';

const dueSchema = z.object({
  id: z.string(),
  transcriptId: z.string(),
  path: z.string(),
  title: z.string(),
  language: z.string().nullable(),
  afterwards: afterwardsSchema,
});
type Due = z.infer<typeof dueSchema>;

/**
 * Does what a batch's owner wished for afterwards: writes finished transcripts, and tells an address when the batch has
 * ended. What is due is in the database, so that a crash only delays it, and several cores share the work.
 */
export async function createAfterwards(options: {
  database: Database;
  events: Events;
  exports: Exports;
  /** Batches that were added on another computer are its business; see `computerId`. */
  computer: string;
  /** Recordings in here have no place of their own: their files go to `ownFolder`. */
  uploads: string;
  ownFolder: string;
  log: Log;
}) {
  const { database, events, exports, computer, uploads, ownFolder, log } = options;
  const transact = <T>(change: (em: EntityManager) => Promise<T>) =>
    database.orm.em.fork().transactional(change);

  async function write(due: Due, format: ExportFormat, em: EntityManager) {
    const { transcriptId, afterwards } = due;
    const written = await em.execute('select from exports where transcript_id = ? and format = ? limit 1', [
      transcriptId,
      format,
    ]);
    if (written.length > 0) return;
    const beside = due.path.startsWith(uploads + sep) ? ownFolder : dirname(due.path);
    const folder = afterwards.folder ?? beside;
    await makeFolder(folder);
    const name = patternFileName(afterwards.pattern, extensionOf(format, {}), {
      title: due.title,
      language: due.language ?? '',
      date: localDate(new Date()),
    });
    await exports.save({ transcriptId, format, options: {}, path: await freePath(folder, name) });
  }

  /** Writes one transcript that is due; false when none is. */
  const writeNext = () =>
    transact(async (em) => {
      const [row] = await em.execute(
        `select i.id, i.result_data ->> 'transcriptId' as "transcriptId", m.file_path as path,
           coalesce(m.title, m.file_name) as title, t.language, b.afterwards
         from batch_items i join batch_jobs b on b.id = i.batch_job_id join media_files m on m.id = i.media_file_id
         join transcription_results t on t.id = (i.result_data ->> 'transcriptId')::uuid
         where b.afterwards is not null and i.status = 'completed' and i.task_type = 'transcribe' and i.exported_at is null
           and coalesce(b.afterwards_computer, ?) = ?
         order by i.completed_at limit 1 for update of i skip locked`,
        [computer, computer],
      );
      if (!row) return false;
      const due = dueSchema.parse(row);
      let failure: Failure | null = null;
      for (const format of due.afterwards.formats) {
        await write(due, format, em).catch((error) => {
          failure = toFailure(error);
        });
      }
      await em.execute(
        'update batch_items set exported_at = now(), export_failure = ?::jsonb, updated_at = now() where id = ?',
        [failure && storableJson(failure), due.id],
      );
      return true;
    });

  /** Tells of one batch that has ended with everything written; false when there is none. */
  const tellNext = (signal: AbortSignal) =>
    transact(async (em) => {
      const batch = await dueBatch(em);
      if (!batch) return false;
      const failure = await tellOfEnd(
        { id: batch.id, name: batch.name },
        await summarise(em, batch.id),
        afterwardsSchema.parse(batch.afterwards),
        signal,
      );
      await em.execute('update batch_jobs set told_at = now(), tell_failure = ?::jsonb where id = ?', [
        failure && storableJson(failure),
        batch.id,
      ]);
      await events.publish(em, { type: 'batch', id: batch.id });
      return true;
    });

  /**
   * A batch of which this core is to tell. Held by a lock of its own: telling may take a minute, in which people may go on
   * to steer the batch.
   */
  async function dueBatch(em: EntityManager) {
    const due = `b.afterwards is not null and b.end_time is not null and (b.told_at is null or b.told_at < b.end_time)
      and coalesce(b.afterwards_computer, ?) = ? and not exists (
        select from batch_items i where i.batch_job_id = b.id and i.status = 'completed'
          and i.task_type = 'transcribe' and i.exported_at is null)`;
    const found = await em.execute<{ id: string }[]>(`select b.id from batch_jobs b where ${due} limit 20`, [
      computer,
      computer,
    ]);
    for (const { id } of found) {
      const [lock] = await em.execute<{ is_ours: boolean }[]>(
        'select pg_try_advisory_xact_lock(?, hashtext(?)) as is_ours',
        [tellLock, id],
      );
      if (!lock?.is_ours) continue;
      // Another core may have told of it just now.
      const [batch] = await em.execute<{ id: string; name: string; afterwards: unknown }[]>(
        `select b.id, b.name, b.afterwards from batch_jobs b where b.id = ? and ${due}`,
        [id, computer, computer],
      );
      if (batch) return batch;
    }
    return null;
  }

  const due = createWorkingOff(
    async (signal) => {
      while (!signal.aborted && (await writeNext()));
      while (!signal.aborted && (await tellNext(signal)));
    },
    (error) => log.warn('What follows a batch has to wait', { error: String(error) }),
  );
  const stop = events.onEvent(({ type }) => {
    if (type === 'batch' || type === 'everything') due.look();
  });
  due.look();
  return {
    async [Symbol.asyncDispose]() {
      stop();
      await due[Symbol.asyncDispose]();
    },
  };
}

/** What is to be done after a batch, as it is stored; null when nothing is wished for. */
export function wishOf(wish: Afterwards | undefined): Afterwards | null {
  return wish && (wish.formats.length > 0 || wish.webhook || wish.command) ? wish : null;
}

/** The person's own day, as `2026-11-26`. */
function localDate(now: Date): string {
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${now.getFullYear()}-${month}-${day}`;
}
