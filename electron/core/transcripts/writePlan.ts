import type { EntityManager } from '@mikro-orm/postgresql';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Plan } from '../../../shared/transcript/plan.ts';
import { storableJson } from '../database/storable.ts';

/** Writes what an edit changes, in the open transaction. Rows that it does not touch are not written. */
export async function writePlan(
  em: EntityManager,
  transcriptId: string,
  plan: Pick<Plan, 'put' | 'removed' | 'speakers'>,
  revision: number,
): Promise<void> {
  if (plan.removed.length > 0) {
    await em.execute(
      `delete from transcript_segments where transcript_id = ?
         and id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
      [transcriptId, JSON.stringify(plan.removed)],
    );
  }
  if (plan.put.length > 0) {
    const written = await em.execute<unknown[]>(
      `insert into transcript_segments as held (id, transcript_id, position, start_seconds, end_seconds, speaker, text,
         words, confidence, confidence_is_estimated, language, flags, revision)
       select (s ->> 'id')::uuid, ?, (s ->> 'position')::float8, (s ->> 'start')::float8, (s ->> 'end')::float8,
         s ->> 'speaker', s ->> 'text', s -> 'words', (s ->> 'confidence')::float8,
         (s ->> 'confidenceIsEstimated')::boolean, s ->> 'language',
         array(select jsonb_array_elements_text(s -> 'flags')), ?
       from jsonb_array_elements(?::jsonb) as given(s)
       on conflict (id) do update set position = excluded.position, start_seconds = excluded.start_seconds,
         end_seconds = excluded.end_seconds, speaker = excluded.speaker, text = excluded.text, words = excluded.words,
         confidence = excluded.confidence, confidence_is_estimated = excluded.confidence_is_estimated,
         language = excluded.language, flags = excluded.flags, revision = excluded.revision
       where held.transcript_id = excluded.transcript_id
       returning id`,
      [transcriptId, revision, storableJson(plan.put)],
    );
    if (written.length !== plan.put.length)
      throw new TraxError('INVALID_INPUT', { reason: say('reason.foreignSegment') });
  }
  if (plan.speakers.length > 0) {
    await em.execute(
      `update transcript_segments set speaker = g ->> 'speaker', revision = ?
       from jsonb_array_elements(?::jsonb) as given(g), jsonb_array_elements_text(g -> 'ids') as named(id)
       where transcript_id = ? and transcript_segments.id = named.id::uuid`,
      [revision, storableJson(plan.speakers), transcriptId],
    );
  }
}

/**
 * Brings the transcript's own row up to date: its counts, the sequence of the edit, and that the text that other programs
 * read is behind (a growing transcript has none yet).
 */
export async function writeSummary(
  em: EntityManager,
  transcriptId: string,
  edit: { sequence: number; segments: number; words: number; changesText: boolean; changesSpeakers: boolean },
): Promise<void> {
  const speakers =
    '(select nullif(count(distinct speaker), 0) from transcript_segments where transcript_id = t.id)';
  await em.execute(
    `update transcription_results t set edit_sequence = ?, segment_count = segment_count + ?,
       word_count = greatest(0, word_count + ?), updated_at = now()
       ${edit.changesText ? ', text_is_current = completed_at is null' : ''}
       ${edit.changesSpeakers ? `, speaker_count = ${speakers}` : ''}
     where id = ?`,
    [edit.sequence, edit.segments, edit.words, transcriptId],
  );
}
