import { queryRows } from '../support/database.ts';

/** What a library holds, as far as the fault tests store something in it. */
export interface Held {
  readonly recordings: ReadonlySet<string>;
  /** How many edits there are, and the text of each segment of the edited transcript. */
  readonly edits: number;
  readonly texts: ReadonlyMap<string, string>;
  /** Seconds and segments that each transcript has reached. */
  readonly reached: ReadonlyMap<string, { readonly until: number; readonly segments: number }>;
  /** The moment of the newest backup; empty without any. */
  readonly newestBackup: string;
}

/** What was acknowledged, and what was asked for last without an answer. */
export interface Known extends Held {
  readonly asked: { readonly segment: string; readonly text: string } | null;
}

/** Everything that was acknowledged and is not there; empty when nothing is lost. */
export function lostOf(known: Known, held: Held): string[] {
  const lost: string[] = [];
  for (const id of known.recordings) if (!held.recordings.has(id)) lost.push(`recording ${id}`);
  if (held.edits < known.edits) lost.push(`edits ${held.edits + 1} to ${known.edits}`);
  const extra = held.edits - known.edits;
  if (extra > (known.asked ? 1 : 0)) lost.push(`${extra} edits that nobody made`);
  for (const [id, text] of known.texts) {
    const there = held.texts.get(id);
    const isAsked = extra === 1 && known.asked?.segment === id && there === known.asked.text;
    if (there !== text && !isAsked) lost.push(`segment ${id} says "${there}", not "${text}"`);
  }
  for (const [id, { until, segments }] of known.reached) {
    const there = held.reached.get(id);
    if (!there || there.until < until || there.segments < segments)
      lost.push(`transcript ${id} is at ${there?.until}, not at ${until}`);
  }
  if (held.newestBackup < known.newestBackup) lost.push(`the backup of ${known.newestBackup}`);
  return lost;
}

/** What the database says that it holds; the edited transcript is the one of the given id. */
export async function readHeld(
  url: string,
  transcriptId: string,
  newestBackup: () => Promise<string>,
): Promise<Held> {
  const [row] = await queryRows<{
    recordings: string[];
    edits: number;
    texts: Record<string, string> | null;
    reached: Record<string, { until: number; segments: number }> | null;
    is_whole: boolean;
  }>(
    url,
    `select (select coalesce(array_agg(id::text), '{}') from media_files) as recordings,
       (select edit_sequence from transcription_results where id = $1) as edits,
       (select jsonb_object_agg(id, text) from transcript_segments where transcript_id = $1) as texts,
       (select jsonb_object_agg(t.id, jsonb_build_object('until', transcribed_until, 'segments',
          (select count(*) from transcript_segments s where s.transcript_id = t.id)))
        from transcription_results t where t.id <> $1) as reached,
       (select (not t.text_is_current or t.text_content = (select string_agg(text, E'\\n' order by position) from transcript_segments
            where transcript_id = t.id))
          and t.edit_sequence = (select count(*) from transcript_edits where transcript_id = t.id)
        from transcription_results t where t.id = $1) as is_whole`,
    [transcriptId],
  );
  if (!row?.is_whole) throw new Error('the text, the segments and the log of the edited transcript differ');
  return {
    recordings: new Set(row.recordings),
    edits: row.edits,
    texts: new Map(Object.entries(row.texts ?? {})),
    reached: new Map(Object.entries(row.reached ?? {})),
    newestBackup: await newestBackup(),
  };
}
