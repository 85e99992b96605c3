import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** Every distinct word of the library with how often it occurs, for search that forgives misspelling. */
export const SearchWord = defineEntity({
  name: 'SearchWord',
  tableName: 'search_words',
  properties: {
    word: p.text().primary(),
    occurrences: p.bigint('number').default(0),
  },
});
export type SearchWord = InferEntity<typeof SearchWord>;
