import { z } from 'zod';
import {
  type Foreseen,
  type ReplacementSet,
  replacementSetSchema,
} from '../../../shared/contract/replacements.ts';
import { type ReplacementRule, replacing } from '../../../shared/transcript/replacements.ts';
import { tidyText } from '../../../shared/transcript/retext.ts';
import type { Database } from '../database/database.ts';
import { storableJson, storableText } from '../database/storable.ts';
import type { Events } from '../events/events.ts';
import { selectRecordings } from '../library/recordingRow.ts';
import type { Edits } from '../transcripts/edits.ts';
import { within } from './within.ts';

/** Paragraphs that are looked at together. */
const pageSize = 5000;
/** Milliseconds that a page may take; what is written sensibly takes a hundredth of it. */
const patience = 1000;
/** Changes of a recording that are shown before they are made. */
const mostSamples = 20;

const rowSchema = z.object({
  id: z.string(),
  transcriptId: z.string(),
  at: z.number(),
  text: z.string(),
  revision: z.number(),
});
type Row = z.infer<typeof rowSchema>;
type Changed = Row & { next: string };

export type Replacements = ReturnType<typeof createReplacements>;

/** Sets of replacements: kept under names, looked at before they are made, made in one recording or in all. */
export function createReplacements(options: { database: Database; events: Events; edits: Edits }) {
  const { database, events, edits } = options;
  const em = () => database.orm.em.fork();

  /** Every paragraph of some transcripts that would be different, a page of paragraphs at a time. */
  async function* changedIn(transcriptIds: readonly string[], rules: readonly ReplacementRule[]) {
    const replace = replacing(rules);
    for (const transcriptId of transcriptIds) {
      for (let after = Number.NEGATIVE_INFINITY; ; ) {
        const page = await em().execute<(Row & { position: number })[]>(
          `select id, transcript_id as "transcriptId", start_seconds as at, text, revision, position
           from transcript_segments where transcript_id = ? and position > ?::float8 order by position limit ${pageSize}`,
          [transcriptId, String(after)],
        );
        const rows = page.map((row) => rowSchema.parse(row));
        yield within(patience, () =>
          rows.flatMap((row): Changed[] => {
            const next = tidyText(replace(row.text));
            return next === row.text ? [] : [{ ...row, next }];
          }),
        );
        if (page.length < pageSize) break;
        after = page.at(-1)?.position ?? after;
      }
    }
  }

  async function shownTranscripts(transcriptId: string | null) {
    const rows = await em().execute<{ recordingId: string; transcriptId: string; title: string }[]>(
      transcriptId === null
        ? `select recording_id as "recordingId", shown_transcript_id as "transcriptId", title
           from (${selectRecordings('m.deleted_at is null')}) shown where shown_transcript_id is not null order by added_at, recording_id`
        : `select m.id as "recordingId", t.id as "transcriptId", coalesce(m.title, m.file_name) as title
           from transcription_results t join media_files m on m.id = t.media_file_id where t.id = ?`,
      transcriptId === null ? [] : [transcriptId],
    );
    return rows;
  }

  return {
    async list(): Promise<ReplacementSet[]> {
      const rows = await em().execute('select id, name, rules from replacement_sets order by lower(name)');
      return rows.map((row) => replacementSetSchema.parse(row));
    },

    put: ({ id, name, rules }: ReplacementSet): Promise<ReplacementSet> =>
      em().transactional(async (tx) => {
        await tx.execute(
          `insert into replacement_sets (id, name, rules) values (?, ?, ?::jsonb)
           on conflict (id) do update set name = excluded.name, rules = excluded.rules, updated_at = now()`,
          [id, storableText(name), storableJson(rules)],
        );
        await events.publish(tx, { type: 'replacements' });
        return { id, name, rules };
      }),

    remove: (id: string): Promise<{ removed: number }> =>
      em().transactional(async (tx) => {
        const rows = await tx.execute('delete from replacement_sets where id = ? returning id', [id]);
        await events.publish(tx, { type: 'replacements' });
        return { removed: rows.length };
      }),

    async preview(input: { rules: ReplacementRule[]; transcriptId: string | null }): Promise<Foreseen[]> {
      const shown = await shownTranscripts(input.transcriptId);
      const foreseen = new Map<string, Foreseen>();
      const named = new Map(shown.map((each) => [each.transcriptId, each]));
      for await (const changed of changedIn([...named.keys()], input.rules)) {
        for (const { transcriptId, at, text: before, next: after } of changed) {
          const recording = named.get(transcriptId);
          const one = foreseen.get(transcriptId) ?? (recording && { ...recording, count: 0, samples: [] });
          if (!one) continue;
          one.count++;
          if (one.samples.length < mostSamples) one.samples.push({ at, before, after });
          foreseen.set(transcriptId, one);
        }
      }
      return [...foreseen.values()];
    },

    async apply(input: { rules: ReplacementRule[]; transcriptIds: readonly string[] }) {
      let [transcripts, segments] = [0, 0];
      for (const transcriptId of input.transcriptIds) {
        const all: Changed[] = [];
        for await (const changed of changedIn([transcriptId], input.rules)) all.push(...changed);
        if (all.length === 0) continue;
        const texts = all.map(({ id, next: text }) => ({ id, text }));
        const seen = Object.fromEntries(all.map(({ id, revision }) => [id, revision]));
        await edits.edit({ transcriptId, command: { type: 'replaceAll', texts }, seen });
        transcripts++;
        segments += all.length;
      }
      return { transcripts, segments };
    },
  };
}
