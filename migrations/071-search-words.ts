import { search } from './040-search.ts';
import { type Statements, StatementsMigration } from './statements.ts';

/** Words whose changes are brought in together: the more, the fewer are written twice, and the more does a search add up. */
export const settled = 50_000;
/** "Trax" in ASCII, and what for; as in `electron/core/database/locks.ts`. */
const settlingLock = `${0x54726178}, 6`;

/** The words of rows, and the tags that migration 040 gives them; taken from the columns, so that no term is looked at twice. */
const counted = (rows: string, sign: string) => `
  select t.lexeme as word, ${sign} cardinality(t.positions) as change from ${rows} r, unnest(r.terms) t
  where t.positions is not null
  union all select '%' || coalesce(language, ''), ${sign} count(*)::int from ${rows} group by 1
  union all select '@' || left(speaker, 200), ${sign} count(*)::int from ${rows} where speaker is not null group by 1`;

const summed = (changes: string) => `select array_agg(word), array_agg(change)
  from (select word, sum(change)::int as change from (${changes}) each group by word having sum(change) <> 0) c
  having count(*) > 0`;

/** Each statement settles as likely as it brings words, so that nobody has to count what waits. */
export const noting = (
  settledTogether: number,
) => `create or replace function note_search_words() returns trigger language plpgsql as $$
  declare
    noted integer := 0;
  begin
    if tg_op = 'INSERT' then
      insert into search_word_changes (words, changes) ${summed(counted('added', ''))}
        returning cardinality(words) into noted;
    elsif tg_op = 'DELETE' then
      insert into search_word_changes (words, changes) ${summed(counted('removed', '-'))}
        returning cardinality(words) into noted;
    else
      insert into search_word_changes (words, changes)
        ${summed(`${counted('added', '')} union all ${counted('removed', '-')}`)}
        returning cardinality(words) into noted;
    end if;
    if random() * ${settledTogether} < noted and pg_try_advisory_xact_lock(${settlingLock}) then
      perform settle_search_words();
    end if;
    return null;
  end
$$`;

/** In the order of the words, so that neighbours are written together. */
const settling = `create or replace function settle_search_words() returns void language plpgsql as $$
  declare
    given text[];
    sums integer[];
  begin
    with settled as (delete from search_word_changes returning words, changes),
      total as (select word collate "C" as word, sum(change)::int as change
        from settled s, unnest(s.words, s.changes) each(word, change) group by 1 having sum(change) <> 0)
    select array_agg(word order by word), array_agg(change order by word) into given, sums from total;
    delete from search_words w using unnest(given, sums) s(word, change)
      where s.change < 0 and w.word = s.word and w.occurrences + s.change <= 0;
    update search_words w set occurrences = w.occurrences + s.change from unnest(given, sums) s(word, change)
      where w.word = s.word;
    insert into search_words (word, occurrences) select s.word, s.change from unnest(given, sums) s(word, change)
      where s.change > 0 and not exists (select from search_words w where w.word = s.word);
  end
$$`;

/** Which letters a word has, a bit for each: two words that differ by a slip differ by two bits at most. */
const letters = `create function search_letters(word text) returns integer language sql immutable strict parallel safe as $$
  select bit_or(1 << ascii(sign) % 32) from string_to_table(word, null) sign
$$`;

/** A function as an earlier step made it. */
const former = (name: string) =>
  search.up
    .filter((statement) => statement.startsWith(`create function ${name}(`))
    .map((statement) => statement.replace('create function', 'create or replace function'));

/**
 * Storing what is said gets cheap: the words of many statements are brought in together, counts are written in place, and
 * misspelt words are found by their letters instead of an index of trigrams, which cost more than all the rest.
 */
export const searchWords: Statements = {
  up: [
    noting(settled),
    settling,
    'select settle_search_words()',
    'drop index ix_search_words_similar',
    letters,
    'alter table search_words add column letters integer generated always as (search_letters(word)) stored',
    // Room on each page for the next count of a word.
    'alter table search_words set (fillfactor = 60)',
  ],
  down: [
    'alter table search_words reset (fillfactor)',
    'alter table search_words drop column letters',
    'drop function search_letters(text)',
    'create index ix_search_words_similar on search_words using gin (word gin_trgm_ops)',
    ...former('settle_search_words'),
    ...former('note_search_words'),
  ],
};

export class Migration071SearchWords extends StatementsMigration {
  override readonly statements = searchWords;
}
