import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { findHits, type Hit, patternOf, type Search } from '../../../shared/transcript/search.ts';
import { placeOf } from '../../ui/selected.ts';

/** What is searched for, what it finds, and which place the person is at. */
export interface Find {
  search: Search;
  setSearch: (search: Search) => void;
  replacement: string;
  setReplacement: (replacement: string) => void;
  hits: readonly Hit[];
  /** The number of the place that the person is at; -1 where there is none. */
  at: number;
  /** False for a pattern that is none. */
  isPattern: boolean;
  /** Goes to the next or the previous place, round the ends. */
  step: (direction: 1 | -1) => Hit | undefined;
}

const nothing: Search = { text: '', matchesCase: false, wholeWords: false, isPattern: false };

/** A search in the transcript, for as long as it is open; `begun` is looked for at first. */
export function useFind(
  segments: readonly Segment[],
  list: RefObject<HTMLElement | null>,
  begun: string,
): Find {
  const [search, setSearch] = useState({ ...nothing, text: begun });
  const [replacement, setReplacement] = useState('');
  const [wished, setWished] = useState(0);
  const hits = useMemo(() => findHits(segments, search, replacement), [segments, search, replacement]);
  const at = hits.length === 0 ? -1 : Math.min(wished, hits.length - 1);
  useHighlight(list, segments, hits, at);
  return {
    search,
    setSearch: (next) => {
      setSearch(next);
      setWished(0);
    },
    replacement,
    setReplacement,
    hits,
    at,
    isPattern: search.text === '' || patternOf(search) !== null,
    step(direction) {
      const next = hits.length === 0 ? 0 : (at + direction + hits.length) % hits.length;
      setWished(next);
      return hits[next];
    },
  };
}

/** Marks what was found in the paragraphs that are in sight, without touching them: people type there. */
function useHighlight(
  list: RefObject<HTMLElement | null>,
  segments: readonly Segment[],
  hits: readonly Hit[],
  at: number,
): void {
  useEffect(() => {
    const bySegment = Map.groupBy(hits, ({ segment }) => segments[segment]?.id ?? '');
    const here = hits[at];
    const paint = () => {
      const found = new Highlight();
      const foundHere = new Highlight();
      for (const text of list.current?.querySelectorAll<HTMLElement>('[data-text]') ?? []) {
        for (const hit of bySegment.get(text.dataset.text ?? '') ?? []) {
          (hit === here ? foundHere : found).add(rangeOf(text, hit));
        }
      }
      CSS.highlights.set('found', found);
      CSS.highlights.set('found-here', foundHere);
    };
    paint();
    // Paragraphs come and go while one scrolls, and are written anew when they are edited.
    const watching = new MutationObserver(paint);
    if (list.current) watching.observe(list.current, { childList: true, subtree: true });
    return () => {
      watching.disconnect();
      CSS.highlights.delete('found');
      CSS.highlights.delete('found-here');
    };
  }, [list, segments, hits, at]);
}

function rangeOf(text: HTMLElement, { from, to }: Hit): Range {
  const range = document.createRange();
  const [start, end] = [placeOf(text, from), placeOf(text, to)];
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}
