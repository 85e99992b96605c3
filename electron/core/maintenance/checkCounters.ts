import type { EntityManager } from '@mikro-orm/postgresql';
import { say, type Text } from '../../../shared/sentences.ts';
import { mendable, type Problem } from './problem.ts';

interface Counter {
  readonly table: string;
  readonly columns: readonly string[];
  /** Gives `id` and a column `true_...` for each counter, for every row that has something to count. */
  readonly counted: string;
  readonly meaning: Text;
}

/** But for transcripts of which an import that was stopped has brought a part so far. */
const wholeSegments = `(select * from transcript_segments where transcript_id not in
  (select t.id from transcription_results t join imported_recordings using (media_file_id))) s`;

/** What is counted, and how it is counted anew. */
const counters: readonly Counter[] = [
  {
    table: 'batch_jobs',
    columns: ['total_files', 'processed_files', 'failed_files'],
    // As `settleBatch` does: a file counts by its last item.
    counted: `select batch_job_id as id, count(*)::int as true_total_files,
        count(*) filter (where status = 'completed')::int as true_processed_files,
        count(*) filter (where status = 'failed')::int as true_failed_files
      from batch_items where is_last group by batch_job_id`,
    meaning: say('check.counter.files'),
  },
  {
    table: 'transcription_results',
    columns: ['segment_count', 'word_count'],
    counted: `select transcript_id as id, count(*)::int as true_segment_count,
        coalesce(sum(case when jsonb_typeof(words) = 'array' then jsonb_array_length(words) end), 0)::int as true_word_count
      from ${wholeSegments} group by transcript_id`,
    meaning: say('check.counter.length'),
  },
  {
    table: 'transcription_results',
    columns: ['speaker_count'],
    counted: `select transcript_id as id, count(distinct speaker)::int as true_speaker_count
      from ${wholeSegments} group by transcript_id having count(speaker) > 0`,
    meaning: say('check.counter.speakers'),
  },
];

/** Counters that do not add up. */
export async function checkCounters(em: EntityManager): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { table, columns, counted, meaning } of counters) {
    const differs = columns.map((column) => `t.${column} is distinct from c.true_${column}`).join(' or ');
    const rows = await em.execute<(Record<string, number> & { id: string })[]>(
      `select t.id::text as id, ${columns.map((column) => `t.${column}, c.true_${column}`).join(', ')}
       from ${table} t join (${counted}) c on c.id = t.id where ${differs} order by t.id`,
    );
    for (const row of rows) problems.push(problemOf(table, columns, meaning, row));
  }
  return problems;
}

function problemOf(
  table: string,
  columns: readonly string[],
  meaning: Text,
  row: Record<string, number> & { id: string },
): Problem {
  const wrong = columns.filter((column) => row[column] !== row[`true_${column}`]);
  const finding = {
    kind: 'counter' as const,
    place: `${table} ${row.id}`,
    found: say('check.counter', {
      counts: wrong.map((column) => `${column} ${row[column] ?? '–'} ≠ ${row[`true_${column}`]}`).join('; '),
    }),
    meaning,
    repair: say('check.counter.repair'),
  };
  return mendable(finding, async (em) => {
    await em.execute(
      `update ${table} set ${wrong.map((column) => `${column} = ?`).join(', ')} where id::text = ?`,
      [...wrong.map((column) => row[`true_${column}`]), row.id],
    );
    return Object.fromEntries(wrong.map((column) => [column, row[column]]));
  });
}
