import { describe, expect, test } from 'vitest';
import { createBrowsing } from '../../renderer/features/library/browsing.ts';
import { pageSize, pagesFor } from '../../renderer/features/library/paging.ts';
import { clicked, nothingSelected, rangeTo, rowAfter } from '../../renderer/features/library/selection.ts';
import {
  type Choices,
  filterCount,
  parseShelf,
  queryOf,
  viewOf,
  withoutFilters,
} from '../../renderer/features/library/shelf.ts';
import { isRecordingName } from '../../shared/recordingName.ts';

describe('selecting recordings', () => {
  test('a click selects one, Ctrl adds and takes away', () => {
    const one = clicked(nothingSelected, { id: 'a', index: 0 }, false);
    const two = clicked(one, { id: 'b', index: 4 }, true);
    expect([...two.ids]).toEqual(['a', 'b']);
    expect(two.anchor).toBe(4);
    expect([...clicked(two, { id: 'a', index: 0 }, true).ids]).toEqual(['b']);
    expect([...clicked(two, { id: 'c', index: 1 }, false).ids]).toEqual(['c']);
  });

  test('Shift covers everything between the anchor and the row, in both directions', () => {
    expect(rangeTo(4, 9)).toEqual({ from: 4, to: 9 });
    expect(rangeTo(9, 4)).toEqual({ from: 4, to: 9 });
    expect(rangeTo(null, 3)).toEqual({ from: 3, to: 3 });
  });

  test('arrow keys stay inside the list', () => {
    expect(rowAfter('ArrowDown', 9, 10, 5)).toBe(9);
    expect(rowAfter('ArrowUp', 0, 10, 5)).toBe(0);
    expect(rowAfter('PageDown', 2, 100, 10)).toBe(12);
    expect(rowAfter('End', 2, 100, 10)).toBe(99);
    expect(rowAfter('x', 2, 100, 10)).toBeNull();
  });
});

describe('the list', () => {
  test('leads back to its shelf by its address', () => {
    for (const shelf of [undefined, { collection: 'a b' }, { tag: 'ä & b?' }, { isBin: true }] as const)
      expect(parseShelf(queryOf(shelf).slice(1))).toEqual(shelf);
  });

  test('counts the filters that are set, not the search, and forgets both', () => {
    const choices = {
      search: 'x',
      order: 'title',
      descending: false,
      state: 'done',
      language: 'de',
    } as const;
    expect(filterCount(choices)).toBe(2);
    expect(withoutFilters(choices)).toEqual({ search: '', order: 'title', descending: false });
  });

  test('asks only for the pages in sight', () => {
    expect(pagesFor(0, 20)).toEqual([0]);
    expect(pagesFor(pageSize - 5, pageSize + 20)).toEqual([0, 1]);
    expect(pagesFor(99 * pageSize, 100 * pageSize - 1)).toEqual([99]);
  });

  test('narrows a shelf by title; in all recordings one searches by what is said in them', () => {
    const choices = { search: 'board', order: 'addedAt', descending: true } as const;
    expect(viewOf({ tag: 'work' }, choices)).toMatchObject({ search: 'board', tag: 'work', isBin: false });
    expect(viewOf(undefined, choices).search).toBe('');
  });

  test('turns round at the second click on a column, however fast it comes, and begins titles at A', () => {
    const browsing = createBrowsing();
    const choicesAfter = (...columns: Choices['order'][]) => {
      for (const column of columns) browsing.getState().sortBy(column);
      return browsing.getState().choices;
    };
    expect(choicesAfter('addedAt')).toMatchObject({ order: 'addedAt', descending: false });
    expect(choicesAfter('title')).toMatchObject({ order: 'title', descending: false });
    expect(choicesAfter('title', 'title', 'title')).toMatchObject({ order: 'title', descending: true });
    expect(choicesAfter('duration')).toMatchObject({ order: 'duration', descending: true });
  });
});

describe('a dropped folder', () => {
  test('gives its recordings, not its clutter', () => {
    expect(['talk.WAV', 'clip.mp4', 'memo.m4a'].every(isRecordingName)).toBe(true);
    expect(['.DS_Store', '._talk.wav', 'notes.txt', 'wav'].some(isRecordingName)).toBe(false);
  });
});
