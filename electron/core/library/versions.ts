import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type TranscriptVersion, transcriptVersionSchema } from '../../../shared/contract/library.ts';
import { TraxError } from '../../../shared/errors.ts';
import { uuidArray } from '../queue/channel.ts';

const rowSchema = transcriptVersionSchema
  .omit({ isShown: true, createdAt: true })
  .extend({ createdAt: z.coerce.date() });

/** The transcripts of a recording, the newest first. */
export async function listVersions(em: EntityManager, recordingId: string): Promise<TranscriptVersion[]> {
  const rows = await em.execute(
    `select id, created_at as "createdAt", completed_at is not null as "isComplete", language, word_count as "wordCount",
       coalesce(processing_metadata ->> 'engine', options ->> 'engine') as engine, options ->> 'model' as model,
       processing_time_seconds as "processingSeconds"
     from transcription_results where media_file_id = ?
     order by chosen_at desc nulls last, completed_at is not null desc, created_at desc, id`,
    [recordingId],
  );
  const [shown, ...others] = rows.map((row) => rowSchema.parse(row));
  if (!shown) return [];
  return [{ ...shown, isShown: true }, ...others.map((other) => ({ ...other, isShown: false }))]
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map(({ createdAt, ...version }) => ({ ...version, createdAt: createdAt.toISOString() }));
}

/** Makes a transcript the one that its recording shows. Gives the recording's id. Throws NOT_FOUND. */
export async function chooseVersion(em: EntityManager, transcriptId: string): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    'update transcription_results set chosen_at = clock_timestamp() where id = ? returning media_file_id as id',
    [transcriptId],
  );
  if (!row) throw new TraxError('NOT_FOUND', { what: 'transcript', id: transcriptId });
  return row.id;
}

/** What is transcribed again shows the newest from then on. */
export async function forgetChoice(em: EntityManager, recordingIds: readonly string[]): Promise<void> {
  await em.execute(
    'update transcription_results set chosen_at = null where media_file_id = any(?::uuid[]) and chosen_at is not null',
    [uuidArray(recordingIds)],
  );
}
