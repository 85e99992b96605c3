import { searchWords } from './071-search-words.ts';
import { type Statements, StatementsMigration } from './statements.ts';

/**
 * By itself PostgreSQL plans it anew for every call, as it takes a known number of recordings for a better plan: that took nine
 * tenths of its time. The one plan uses indexes, whatever is known of the tables when it is made.
 */
const plannedOnce = `alter function describe_recordings(uuid[])
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set enable_hashjoin = off
  set enable_mergejoin = off`;

/** The same as a query for each word takes three times as long. */
const letters = `create or replace function search_letters(word text) returns integer
  language plpgsql immutable strict parallel safe as $$
    declare
      letters integer := 0;
    begin
      for place in 1 .. length(word) loop
        letters := letters | (1 << (ascii(substr(word, place, 1)) % 32));
      end loop;
      return letters;
    end
  $$`;

const formerLetters = searchWords.up
  .filter((statement) => statement.startsWith('create function search_letters('))
  .map((statement) => statement.replace('create function', 'create or replace function'));

/** What every change of a recording, a transcript or an item does besides, and every new word, gets cheap. */
export const describing: Statements = {
  up: [plannedOnce, letters],
  down: [...formerLetters, 'alter function describe_recordings(uuid[]) reset all'],
};

export class Migration086Describing extends StatementsMigration {
  override readonly statements = describing;
}
