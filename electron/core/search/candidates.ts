import type { EntityManager } from '@mikro-orm/postgresql';
import type { SearchFilter } from '../../../shared/contract/search.ts';
import type { SearchTerms } from '../../../shared/search/terms.ts';

/** A transcript in which it is said. */
export interface Candidate {
  readonly transcriptId: string;
  readonly recordingId: string;
  readonly count: number;
  /** Whether it is said as it was typed, not only in another form. */
  readonly isExact: boolean;
  /** The best segments, the first spoken first. */
  readonly segmentIds: readonly string[];
}

interface Wish {
  readonly terms: SearchTerms;
  readonly filter: SearchFilter;
  readonly recordingId: string | undefined;
  /** In how many segments it is said, about. */
  readonly expected: number;
  /** Transcripts that are wanted. */
  readonly wanted: number;
  readonly hitsEach: number;
}

/** Segments of which all can be looked at. What is said more often is looked for bucket by bucket, from the newest on. */
const allAtOnce = 500;
/** Transcripts that are ranked against each other; of what is said everywhere, these are the newest. */
const rankedTogether = 40;

interface Row {
  transcript_id: string;
  media_file_id: string;
  count: number;
  exact: boolean;
  newest: number;
  ids: string[];
}

/** The transcripts in which it is said, the best first; more than wanted where there are more. */
export async function findCandidates(em: EntityManager, wish: Wish): Promise<Candidate[]> {
  const limit = Math.ceil((wish.wanted + 1) / rankedTogether) * rankedTogether;
  const rows = await em.transactional(async (tx) => {
    // The planner cannot know how little of a bucket is read.
    await tx.execute(
      `select set_config(name, 'off', true) from unnest('{enable_seqscan,enable_hashjoin,enable_mergejoin}'::text[]) name`,
    );
    const isLittle = wish.expected <= allAtOnce || wish.recordingId !== undefined;
    return isLittle ? everywhere(tx, wish) : newestFirst(tx, wish, limit);
  });
  return inRanks(joined(rows));
}

/** Where a segment fulfils the search; parameters: the query, the runs, the recording. */
function condition({ terms, filter: { language, speaker }, recordingId }: Wish): Rules {
  const rules: Rule[] = terms.runs.map((run) => ['position(? in search_text(s.text)) > 0', run]);
  if (recordingId)
    rules.push([
      's.transcript_id in (select id from transcription_results where media_file_id = ?)',
      recordingId,
    ]);
  if (speaker !== undefined) rules.push(['s.speaker = ?', speaker]);
  if (language) {
    const own = 'select language from transcription_results where id = s.transcript_id';
    rules.push([`coalesce(s.language, (${own})) = ?`, language]);
  }
  return rulesOf(rules);
}

type Rule = readonly [sql: string, param: unknown];
interface Rules {
  readonly sql: string;
  readonly params: readonly unknown[];
}

function rulesOf(rules: readonly Rule[]): Rules {
  return { sql: rules.map(([sql]) => `and ${sql}`).join(' '), params: rules.map(([, param]) => param) };
}

/**
 * The recording `m` of the transcripts `g` that fulfils the filter. It is looked up for each, in their order: the first ones are the
 * newest, and what the planner knows of the tables, which is nothing right after much was stored, must not change that.
 */
function recordings({ filter: { since, until, source } }: Wish): Rules {
  const rules: Rule[] = [];
  if (since) rules.push(['m.created_at >= ?::timestamptz', since]);
  if (until) rules.push(['m.created_at < ?::timestamptz', until]);
  if (source) rules.push(['(m.youtube_video_id is not null) = ?', source === 'youtube']);
  const { sql, params } = rulesOf(rules);
  return {
    sql: `cross join lateral (select m.id from transcription_results t join media_files m on m.id = t.media_file_id
      where t.id = g.transcript_id and m.deleted_at is null ${sql} offset 0) m`,
    params,
  };
}

/** What is said in the transcripts of some segments. Only words as they were said have places; stems have none. */
const grouped = (hits: number, condition: string) => `select s.transcript_id, count(*)::int as count,
    max(s.number) as newest, bool_or(s.exact) as exact,
    (array_agg(s.id order by s.exact desc, s.position))[1:${hits}] as ids
  from (select s.id, s.transcript_id, s.number, s.position, ts_filter(s.terms, '{d}') @@ ?::tsquery as exact
    from transcript_segments s where ${condition} offset 0) s
  group by s.transcript_id`;

const shown =
  'g.transcript_id, m.id as media_file_id, g.count, g.exact, g.newest::float8 as newest, g.ids::text[] as ids';

async function everywhere(tx: EntityManager, wish: Wish): Promise<Row[]> {
  const { query, exact } = wish.terms;
  const [said, kept] = [condition(wish), recordings(wish)];
  return tx.execute(
    `select ${shown} from (${grouped(wish.hitsEach, `s.terms @@ ?::tsquery ${said.sql}`)}) g ${kept.sql}`,
    [exact, query, ...said.params, ...kept.params],
  );
}

async function newestFirst(tx: EntityManager, wish: Wish, limit: number): Promise<Row[]> {
  const { query, exact } = wish.terms;
  const [said, kept] = [condition(wish), recordings(wish)];
  return tx.execute(
    `select ${shown} from generate_series((select last_value / 4096 from transcript_segments_number_seq), 0, -1) bucket,
       lateral (${grouped(wish.hitsEach, `s.terms @@ (('''#' || bucket || '''')::tsquery && ?::tsquery) ${said.sql}`)}
         order by newest desc) g
     ${kept.sql} limit ${limit}`,
    [exact, query, ...said.params, ...kept.params],
  );
}

/** A transcript may lie in two buckets. */
function joined(rows: readonly Row[]): Row[] {
  const byTranscript = new Map<string, Row>();
  for (const row of rows) {
    const former = byTranscript.get(row.transcript_id);
    if (!former) byTranscript.set(row.transcript_id, row);
    else {
      byTranscript.set(row.transcript_id, {
        ...former,
        count: former.count + row.count,
        exact: former.exact || row.exact,
        ids: former.exact === row.exact || row.exact ? [...row.ids, ...former.ids] : former.ids,
      });
    }
  }
  return [...byTranscript.values()];
}

/** What is said as it was typed first, then where much is said of it, then the newest; in ranks, so that pages stay as they are. */
function inRanks(rows: readonly Row[]): Candidate[] {
  const weight = ({ count, exact }: Row) => (exact ? 100 : 0) + Math.floor(Math.log2(count));
  const byTime = rows.toSorted((one, other) => other.newest - one.newest);
  const isLittle = byTime.reduce((sum, { count }) => sum + count, 0) <= allAtOnce;
  const size = isLittle ? byTime.length || 1 : rankedTogether;
  return Array.from({ length: Math.ceil(byTime.length / size) }, (_, rank) =>
    byTime.slice(rank * size, (rank + 1) * size).toSorted((one, other) => weight(other) - weight(one)),
  )
    .flat()
    .map((row) => ({
      transcriptId: row.transcript_id,
      recordingId: row.media_file_id,
      count: row.count,
      isExact: row.exact,
      segmentIds: row.ids,
    }));
}

/** The transcripts in which somebody speaks, the newest first. */
export async function transcriptsOf(em: EntityManager, speaker: string, limit: number): Promise<string[]> {
  return em.transactional(async (tx) => {
    await tx.execute(`select set_config('enable_seqscan', 'off', true)`);
    const rows = await tx.execute<{ transcript_id: string }[]>(
      `select g.transcript_id from
         generate_series((select last_value / 4096 from transcript_segments_number_seq), 0, -1) bucket,
         lateral (select s.transcript_id, max(s.number) as newest from transcript_segments s
           where s.terms @@ (('''#' || bucket || '''')::tsquery && ?::tsquery)
           group by s.transcript_id order by newest desc) g limit ${limit}`,
      [speaker],
    );
    return [...new Set(rows.map((row) => row.transcript_id))];
  });
}
