import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type TranscriptVersion, transcriptVersionSchema } from '../../../shared/contract/library.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { uuidArray } from '../queue/channel.ts';

const rowSchema = transcriptVersionSchema.extend({
  createdAt: z.coerce.date().transform((date) => date.toISOString()),
});

/** The transcripts of a recording, the newest first. */
export async function listVersions(em: EntityManager, recordingId: string): Promise<TranscriptVersion[]> {
  const rows = await em.execute(
    `select t.id, t.created_at as "createdAt", t.completed_at is not null as "isComplete", t.language,
       t.word_count as "wordCount", coalesce(t.processing_metadata ->> 'engine', t.options ->> 'engine') as engine,
       t.options ->> 'model' as model, t.imported_from as "importedFrom", t.processing_time_seconds as "processingSeconds", t.id = shown.id as "isShown"
     from shown_transcript(?) shown join transcription_results t using (media_file_id)
     order by t.created_at desc, t.id`,
    [recordingId],
  );
  return rows.map((row) => rowSchema.parse(row));
}

/** Makes a transcript the one that its recording shows. Gives the recording's id. Throws NOT_FOUND. */
export async function chooseVersion(em: EntityManager, transcriptId: string): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>(
    'update transcription_results set chosen_at = clock_timestamp() where id = ? returning media_file_id as id',
    [transcriptId],
  );
  if (!row) throw new TraxError('NOT_FOUND', { what: say('thing.transcript'), id: transcriptId });
  return row.id;
}

/** What is transcribed again shows the newest from then on. */
export async function forgetChoice(em: EntityManager, recordingIds: readonly string[]): Promise<void> {
  await em.execute(
    'update transcription_results set chosen_at = null where media_file_id = any(?::uuid[]) and chosen_at is not null',
    [uuidArray(recordingIds)],
  );
}
