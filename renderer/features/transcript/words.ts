import type { Segment } from '../../../shared/contract/transcripts.ts';

/** Below this, a word is shown as doubtful. Half is where Whisper's probabilities stop being better than a coin. */
export const doubtThreshold = 0.5;

/** A stretch of a segment's text: a word by its number, or what stands between words. */
export interface Piece {
  text: string;
  word: number | null;
}

type Spoken = Pick<Segment, 'text' | 'words'>;

/** The segment's text cut at its words, nothing added or lost. A word that the text does not hold gets no piece. */
export function piecesOf({ text, words }: Spoken): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  words.forEach((word, index) => {
    const form = word.text.trim();
    const found = form === '' ? -1 : text.indexOf(form, at);
    if (found < 0) return;
    if (found > at) pieces.push({ text: text.slice(at, found), word: null });
    pieces.push({ text: form, word: index });
    at = found + form.length;
  });
  if (at < text.length) pieces.push({ text: text.slice(at), word: null });
  return pieces;
}

/** A word's place: the number of its segment and its number there. */
export interface WordPlace {
  segment: number;
  word: number;
}

/** The number of the last thing that has begun at `time`; -1 before the first. Things are in order. */
export function lastBegun(things: readonly { start: number }[], time: number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((things[middle]?.start ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The word that is spoken at `time`, or was the last to be; it stays through pauses, so that the eye keeps its place.
 * Null before the first word.
 */
export function wordAt(
  segments: readonly Pick<Segment, 'start' | 'words'>[],
  time: number,
): WordPlace | null {
  for (let segment = lastBegun(segments, time); segment >= 0; segment--) {
    const word = lastBegun(segments[segment]?.words ?? [], time);
    if (word >= 0) return { segment, word };
  }
  return null;
}

/** The nearest doubtful word after (or before) a place; null when there is none. */
export function nextDoubtful(
  segments: readonly Pick<Segment, 'words'>[],
  from: WordPlace | null,
  direction: 1 | -1,
): WordPlace | null {
  let place = step(segments, from, direction);
  while (place) {
    const word = segments[place.segment]?.words[place.word];
    if (word && word.confidence < doubtThreshold) return place;
    place = step(segments, place, direction);
  }
  return null;
}

/** The word after (or before) a place, over the edges of segments; null at the ends. */
export function step(
  segments: readonly Pick<Segment, 'words'>[],
  from: WordPlace | null,
  direction: 1 | -1,
): WordPlace | null {
  if (!from) return direction === 1 ? firstFrom(segments, 0, 1) : null;
  const word = from.word + direction;
  const words = segments[from.segment]?.words ?? [];
  if (word >= 0 && word < words.length) return { segment: from.segment, word };
  return firstFrom(segments, from.segment + direction, direction);
}

function firstFrom(
  segments: readonly Pick<Segment, 'words'>[],
  start: number,
  direction: 1 | -1,
): WordPlace | null {
  for (let segment = start; segment >= 0 && segment < segments.length; segment += direction) {
    const count = segments[segment]?.words.length ?? 0;
    if (count > 0) return { segment, word: direction === 1 ? 0 : count - 1 };
  }
  return null;
}

/** Words are never changed, only replaced: an edit leaves all others counted. */
const counted = new WeakMap<object, number>();

/** How many words are under the threshold. */
export function countDoubtful(segments: readonly Pick<Segment, 'words'>[]): number {
  let count = 0;
  for (const { words } of segments) {
    let own = counted.get(words);
    if (own === undefined) {
      own = words.reduce((sum, { confidence }) => sum + (confidence < doubtThreshold ? 1 : 0), 0);
      counted.set(words, own);
    }
    count += own;
  }
  return count;
}

/** Where a word stands in its segment's text, in UTF-16 units. */
export function stretchOf(segment: Spoken, word: number): { start: number; end: number } {
  let start = 0;
  for (const piece of piecesOf(segment)) {
    if (piece.word === word) return { start, end: start + piece.text.length };
    start += piece.text.length;
  }
  return { start, end: start };
}

/** The last word that begins at or before a place in the segment's text; 0 before the first. */
export function wordAtOffset(segment: Spoken, offset: number): number {
  let start = 0;
  let word = 0;
  for (const piece of piecesOf(segment)) {
    if (piece.word !== null && start <= offset) word = piece.word;
    start += piece.text.length;
  }
  return word;
}
