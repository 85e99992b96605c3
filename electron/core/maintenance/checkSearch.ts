import type { EntityManager } from '@mikro-orm/postgresql';
import { say } from '../../../shared/sentences.ts';
import { searchWordsLock } from '../database/locks.ts';
import { mendable, type Problem } from './problem.ts';

/** Columns that the database computes for the search, what from, and a column whose writing computes them anew. */
const computed = [
  {
    table: 'transcript_segments',
    column: 'terms',
    from: 'search_terms(text, language, speaker, number)',
    touched: 'text',
  },
  {
    table: 'media_files',
    column: 'folded',
    from: 'search_text(coalesce(title, file_name))',
    touched: 'title',
  },
  {
    table: 'youtube_videos',
    column: 'folded',
    from: `search_text(title || ' ' || channel)`,
    touched: 'title',
  },
] as const;

/** The words of every segment with their counts, and the tags, as the triggers of migration 040 count them. */
const counted = `select word, sum(occurrences)::bigint as occurrences from (
    select t.lexeme as word, cardinality(t.positions) as occurrences from transcript_segments s, unnest(s.terms) t
      where t.positions is not null
    union all select tag, 1 from transcript_segments s, unnest(tsvector_to_array(s.terms)) tag where tag ~ '^[@%]'
  ) each group by word`;

const noted = `select word, sum(occurrences)::bigint as occurrences from (
    select word, occurrences from search_words
    union all select word, change from search_word_changes, unnest(words, changes) c(word, change)
  ) each group by word having sum(occurrences) <> 0`;

/** What the search knows against what is said. */
export async function checkSearch(em: EntityManager): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const each of computed) {
    const { table, column, from, touched } = each;
    const differs = `${column} is distinct from ${from}`;
    const [row] = await em.execute<{ count: number }[]>(
      `select count(*)::int as count from ${table} where ${differs}`,
    );
    if (!row?.count) continue;
    problems.push(
      mendable(findingOf(`${table}.${column}`, row.count), async (tx) => {
        await tx.execute(`update ${table} set ${touched} = ${touched} where ${differs}`);
        return null;
      }),
    );
  }
  const [words] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from (${counted}) c full join (${noted}) n using (word)
     where c.occurrences is distinct from n.occurrences`,
  );
  if (words?.count) problems.push(mendable(findingOf('search_words', words.count), countWordsAnew));
  return problems;
}

function findingOf(place: string, count: number) {
  return {
    kind: 'search' as const,
    place,
    found: say('check.search', { count: String(count) }),
    meaning: say('check.search.meaning'),
    repair: say('check.search.repair'),
  };
}

async function countWordsAnew(em: EntityManager): Promise<null> {
  await em.execute('select pg_advisory_xact_lock(?, ?)', searchWordsLock);
  // Whoever stores segments notes their words here: nobody is in the middle of it.
  await em.execute('lock table search_word_changes in exclusive mode');
  await em.execute('delete from search_word_changes');
  await em.execute('delete from search_words');
  await em.execute(`insert into search_words (word, occurrences) ${counted}`);
  return null;
}
