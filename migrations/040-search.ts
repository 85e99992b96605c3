import { type Statements, StatementsMigration } from './statements.ts';

/** What parts words: everything but letters, digits and marks. By number, so that no server's locale has a say in it. */
const separators = [
  String.raw`\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02df\u0589\u05be\u05c0\u05c3`,
  String.raw`\u060c\u061b\u061f\u0640\u066a-\u066d\u06d4\u0964\u0965\u0e4f\u0e5a\u0e5b\u104a-\u104f\u1361-\u1368\u17d4-\u17da`,
  String.raw`\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f`,
  String.raw`\ufeff\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufff0-\uffff\U0001f000-\U0001faff`,
].join('');

/** Scripts that are written without spaces between words, and Hangul, whose words carry their particles. */
const unspaced = String.raw`\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff`;

/** The languages that PostgreSQL (15 and later) has a stemmer for, by ISO 639-1. */
const stemmers: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

const counted = (rows: string, sign: string) => `
  select t.lexeme as word, ${sign} cardinality(t.positions) as change from ${rows} r, unnest(r.terms) t
  where t.positions is not null
  union all select tag, ${sign} 1 from ${rows} r, unnest(tsvector_to_array(r.terms)) tag where tag ~ '^[@%]'`;

const summed = (changes: string) =>
  `select word, sum(change)::int as change from (${changes}) each group by word having sum(change) <> 0`;

/** "Trax" in ASCII, and what for; as in `electron/core/database/locks.ts`. */
const settlingLock = `${0x54726178}, 6`;

/**
 * The index of everything that is said. Each segment has its terms: its words as they are written (with their places, for
 * phrases), their stems, characters and pairs of characters where words are not told apart, and tags for language (`%en`), speaker (`@Ada`)
 * and the bucket of 4096 segments that it belongs to (`#12`), by which a search reads the newest first and stops.
 */
export const search: Statements = {
  up: [
    'create extension if not exists pg_trgm',
    // Lower case without accents; only words and single spaces are left. Capitals first lose their accents: lower('İ') is two letters.
    `create function search_text(given text) returns text language plpgsql immutable strict parallel safe as $$
      declare folded text := left(given, 60000);
      begin
        if octet_length(folded) = length(folded) then
          return btrim(regexp_replace(lower(folded), '[^a-z0-9]+', ' ', 'g'));
        end if;
        folded := normalize(regexp_replace(normalize(folded, nfkd), '[\\u0300-\\u036f]', '', 'g'), nfkc);
        folded := translate(lower(folded), 'øłđðħıς', 'oldðhiσ');
        folded := replace(replace(replace(replace(folded, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
        return btrim(regexp_replace(folded, '[${separators}]+', ' ', 'g'));
      end
    $$`,
    `create function search_dictionary(language text) returns regconfig language sql immutable parallel safe as $$
      select case language ${Object.entries(stemmers)
        .map(([code, name]) => `when '${code}' then 'pg_catalog.${name}'::regconfig`)
        .join(' ')} end
    $$`,
    `create function search_terms(given text, language text, speaker text, number bigint) returns tsvector
      language plpgsql immutable parallel safe as $$
      declare
        folded text := search_text(given);
        words text := folded;
        tags text[] := array['#' || number / 4096, '%' || coalesce(language, '')];
        signs text[];
        terms tsvector;
      begin
        if octet_length(folded) <> length(folded) and folded ~ '[${unspaced}]' then
          words := regexp_replace(folded, '[${unspaced}]+', ' ', 'g');
          signs := string_to_array(regexp_replace(folded, '[^${unspaced}]+', ' ', 'g'), null);
          for place in 1 .. cardinality(signs) loop
            continue when signs[place] = ' ';
            tags := tags || signs[place];
            if signs[place + 1] <> ' ' then
              tags := tags || (signs[place] || signs[place + 1]);
            end if;
          end loop;
        end if;
        if octet_length(words) > 64 and words ~ '[^ ]{65}' then
          words := regexp_replace(words, '([^ ]{64})[^ ]+', '\\1', 'g');
        end if;
        if speaker is not null then
          tags := tags || ('@' || left(speaker, 200));
        end if;
        terms := to_tsvector('pg_catalog.simple', words) || array_to_tsvector(tags);
        if octet_length(words) <> length(words) then
          -- The parser does not take every sign for a part of a word.
          terms := terms || array_to_tsvector(array_remove(string_to_array(words, ' '), ''));
        end if;
        if search_dictionary(language) is not null then
          terms := terms || strip(to_tsvector(search_dictionary(language), words));
        end if;
        return terms;
      end
    $$`,
    `alter table transcript_segments
      add column number bigint generated by default as identity,
      add column terms tsvector generated always as (search_terms(text, language, speaker, number)) stored`,
    // What is not sorted in yet is read by every search: little of it.
    'create index ix_transcript_segments_terms on transcript_segments using gin (terms) with (gin_pending_list_limit = 1024)',
    // By code points, so that an index knows what begins alike.
    'alter table search_words alter column word type text collate "C"',
    'create index ix_search_words_similar on search_words using gin (word gin_trgm_ops)',
    // Changes are only added here, so that transactions never wait for each other's words.
    'create table search_word_changes (id bigserial primary key, words text[] not null, changes integer[] not null)',
    // One transaction at a time brings the changes in, and whoever comes meanwhile leaves it to the next.
    `create function settle_search_words() returns void language plpgsql as $$
      begin
        with settled as (delete from search_word_changes returning words, changes),
          summed as (select word, sum(change) as change from settled s, unnest(s.words, s.changes) each(word, change)
            group by word having sum(change) <> 0)
        merge into search_words w using summed s on s.word = w.word
        when matched and w.occurrences + s.change <= 0 then delete
        when matched then update set occurrences = w.occurrences + s.change
        when not matched and s.change > 0 then insert (word, occurrences) values (s.word, s.change);
      end
    $$`,
    `create function note_search_words() returns trigger language plpgsql as $$
      declare is_much boolean;
      begin
        if tg_op = 'INSERT' then
          insert into search_word_changes (words, changes)
            select array_agg(word), array_agg(change) from (${summed(counted('added', ''))}) c having count(*) > 0;
        elsif tg_op = 'DELETE' then
          insert into search_word_changes (words, changes)
            select array_agg(word), array_agg(change) from (${summed(counted('removed', '-'))}) c having count(*) > 0;
        else
          insert into search_word_changes (words, changes)
            select array_agg(word), array_agg(change)
            from (${summed(`${counted('added', '')} union all ${counted('removed', '-')}`)}) c having count(*) > 0;
        end if;
        select cardinality(words) > 200 into is_much from search_word_changes order by id desc limit 1;
        if (random() < 0.02 or is_much) and pg_try_advisory_xact_lock(${settlingLock}) then
          perform settle_search_words();
        end if;
        return null;
      end
    $$`,
    `create trigger note_search_words_added after insert on transcript_segments
      referencing new table as added for each statement execute function note_search_words()`,
    `create trigger note_search_words_changed after update on transcript_segments
      referencing new table as added old table as removed for each statement execute function note_search_words()`,
    `create trigger note_search_words_removed after delete on transcript_segments
      referencing old table as removed for each statement execute function note_search_words()`,
    // What is there already. Older versions stored words here that nobody counted.
    'truncate search_words',
    `insert into search_words (word, occurrences) ${summed(counted('transcript_segments', ''))}`,
    `alter table media_files add column folded text generated always as (search_text(coalesce(title, file_name))) stored`,
    `alter table youtube_videos add column folded text generated always as (search_text(title || ' ' || channel)) stored`,
    'create index ix_media_files_folded on media_files using gin (folded gin_trgm_ops)',
    'create index ix_youtube_videos_folded on youtube_videos using gin (folded gin_trgm_ops)',
  ],
  down: [
    'alter table youtube_videos drop column folded',
    'alter table media_files drop column folded',
    'drop trigger note_search_words_removed on transcript_segments',
    'drop trigger note_search_words_changed on transcript_segments',
    'drop trigger note_search_words_added on transcript_segments',
    'drop function note_search_words()',
    'drop function settle_search_words()',
    'drop table search_word_changes',
    'drop index ix_search_words_similar',
    'alter table search_words alter column word type text collate "default"',
    'alter table transcript_segments drop column terms, drop column number',
    'drop function search_terms(text, text, text, bigint)',
    'drop function search_dictionary(text)',
    'drop function search_text(text)',
  ],
};

export class Migration040Search extends StatementsMigration {
  override readonly statements = search;
}
