import type { EditableSegment } from './segment.ts';

/** What is searched for, and how. */
export interface Search {
  readonly text: string;
  readonly matchesCase: boolean;
  readonly wholeWords: boolean;
  readonly isPattern: boolean;
}

/** A place where it was found: `from` to before `to` in the segment's text. */
export interface Hit {
  readonly segment: number;
  readonly from: number;
  readonly to: number;
  /** What stands there after replacing. */
  readonly replacement: string;
}

/** Letters and digits of any script, with their marks, are parts of words. */
const wordPart = '[\\p{L}\\p{N}\\p{M}_]';

/** The search as a pattern; null where it is empty or not a pattern. */
export function patternOf({ text, matchesCase, wholeWords, isPattern }: Search): RegExp | null {
  if (text === '') return null;
  const source = isPattern ? text : text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const whole = wholeWords ? `(?<!${wordPart})(?:${source})(?!${wordPart})` : source;
  try {
    return new RegExp(whole, matchesCase ? 'gu' : 'giu');
  } catch {
    return null;
  }
}

/**
 * Every place in the transcript, in order, with what would stand there. In the replacement of a pattern `$1`, `$<name>` and
 * `$&` mean what was found; otherwise it is taken as it is. Empty matches are no places.
 */
export function findHits(
  segments: readonly Pick<EditableSegment, 'text'>[],
  search: Search,
  replacement = '',
): Hit[] {
  const pattern = patternOf(search);
  if (!pattern) return [];
  const single = new RegExp(pattern.source, pattern.flags.replace('g', 'y'));
  const hits: Hit[] = [];
  segments.forEach(({ text }, segment) => {
    for (const match of text.matchAll(pattern)) {
      if (match[0] === '') continue;
      const [from, to] = [match.index, match.index + match[0].length];
      single.lastIndex = from;
      const whole = text.replace(single, replacement);
      // What follows the place is the same, so what stands there ends as far before the end.
      const written = search.isPattern ? whole.slice(from, whole.length - (text.length - to)) : replacement;
      hits.push({ segment, from, to, replacement: written });
    }
  });
  return hits;
}

/** The new texts of the segments that hold the hits, ready for one `replaceAll`. */
export function replacedTexts(
  segments: readonly Pick<EditableSegment, 'id' | 'text'>[],
  hits: readonly Hit[],
): { id: string; text: string }[] {
  const bySegment = Map.groupBy(hits, ({ segment }) => segment);
  return [...bySegment].flatMap(([place, own]) => {
    const segment = segments[place];
    if (!segment) return [];
    let text = '';
    let reached = 0;
    for (const { from, to, replacement } of own) {
      text += segment.text.slice(reached, from) + replacement;
      reached = to;
    }
    return { id: segment.id, text: text + segment.text.slice(reached) };
  });
}
