import { type ImportedPassage, type ImportedText, isTimed } from '../formats/imported.ts';
import { mean } from '../quality/confidence.ts';
import type { DocumentSegment } from './document.ts';
import { shortestWord } from './invariant.ts';
import { matchLong } from './matchLong.ts';
import { columnsOf } from './script.ts';
import type { Word } from './segment.ts';
import { timedPieces } from './timedText.ts';
import { fitWords } from './wordTimes.ts';

/** Seconds that a column of text takes where nothing else says when it was spoken: 15 characters a second. */
const secondsOfColumn = 1 / 15;

interface Piece {
  readonly text: string;
  /** Where it stands in its own file: seconds, or columns of text for a file without times. */
  readonly from: number;
  readonly to: number;
  readonly passage: number;
}

/** A place of the file that is known in the recording. */
type Anchor = readonly [place: number, second: number];

/**
 * A text that was made elsewhere as segments of a recording. Words that were heard take the times of what was heard; the rest
 * is put between them in the proportions of its own file. Without anything heard, its own times hold, and a text without
 * times is spread at the pace of speech.
 */
export function alignImported(
  text: ImportedText,
  heard: readonly Word[],
  duration: number | null,
): DocumentSegment[] {
  const pieces = piecesOf(text);
  const matches = matchLong(
    heard.map((word) => keyOf(word.text)),
    pieces.map((piece) => keyOf(piece.text)),
  );
  const anchors = anchorsOf(text, pieces, matches, heard, duration);
  const secondAt = createMap(anchors, isTimed(text) ? 1 : paceOf(anchors));
  const words = pieces.map((piece, index): Word => {
    const own = heard[matches[index] ?? -1];
    const [start, end] = own ? [own.start, own.end] : [secondAt(piece.from), secondAt(piece.to)];
    return { text: piece.text, start: Math.max(0, start), end: Math.max(0, start, end), confidence: 1 };
  });
  const last = Math.max(duration ?? 0, words.at(-1)?.end ?? 0, words.length * shortestWord);
  const fitted = fitWords(words, { start: 0, end: last }) ?? [];
  return segmentsOf(text, pieces, fitted);
}

function piecesOf(text: ImportedText): Piece[] {
  const isOfTime = isTimed(text);
  let column = 0;
  return text.passages.flatMap((passage, index) => {
    const width = columnsOf(passage.text) + 1;
    const [start, end] = isOfTime ? [passage.start ?? 0, passage.end ?? 0] : [column, column + width];
    column += width;
    return timedPieces({ start, end, text: passage.text, words: (isOfTime && passage.words) || [] }).map(
      (piece) => ({
        text: piece.text,
        from: piece.start,
        to: piece.end,
        passage: index,
      }),
    );
  });
}

/** A word as it is compared: without case, accents and punctuation. */
function keyOf(word: string): string {
  const bare = word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return bare === '' ? word : bare;
}

function anchorsOf(
  text: ImportedText,
  pieces: readonly Piece[],
  matches: readonly (number | null)[],
  heard: readonly Word[],
  duration: number | null,
): Anchor[] {
  const known = pieces.flatMap(({ from, to }, index): Anchor[] => {
    const word = heard[matches[index] ?? -1];
    return word
      ? [
          [from, word.start],
          [to, word.end],
        ]
      : [];
  });
  // Cues that overlap go back in the file; the recording never does.
  let reached = Number.NEGATIVE_INFINITY;
  const rising = known.filter(([place]) => {
    if (place < reached) return false;
    reached = place;
    return true;
  });
  if (rising.length > 0 || isTimed(text)) return rising;
  // Nothing tells when any of it was said: all of the recording, where there is one.
  const columns = pieces.at(-1)?.to ?? 0;
  return [
    [0, 0],
    [columns, duration ?? columns * secondsOfColumn],
  ];
}

/** Maps places of the file to seconds: in proportion between anchors, at a pace (seconds a unit) beyond them. */
function createMap(anchors: readonly Anchor[], pace: number): (place: number) => number {
  let at = 0;
  return (place) => {
    const [first, last] = [anchors[0], anchors.at(-1)];
    if (!first || !last) return place;
    // Places are asked for in order.
    while (at > 0 && (anchors[at]?.[0] ?? 0) > place) at -= 1;
    while (at + 1 < anchors.length && (anchors[at + 1]?.[0] ?? 0) <= place) at += 1;
    const [before, after] = [anchors[at] ?? first, anchors[at + 1]];
    if (place < before[0]) return before[1] - (before[0] - place) * pace;
    if (!after) return before[1] + (place - before[0]) * pace;
    const share = after[0] > before[0] ? (place - before[0]) / (after[0] - before[0]) : 0;
    return before[1] + share * (after[1] - before[1]);
  };
}

/** Seconds a column of a text without times, over all of what is known of it, within what people can speak. */
function paceOf(anchors: readonly Anchor[]): number {
  const [first, last] = [anchors[0], anchors.at(-1)];
  if (!first || !last || last[0] === first[0]) return secondsOfColumn;
  const pace = (last[1] - first[1]) / (last[0] - first[0]);
  return Math.min(secondsOfColumn * 4, Math.max(secondsOfColumn / 4, pace));
}

function segmentsOf(text: ImportedText, pieces: readonly Piece[], words: readonly Word[]): DocumentSegment[] {
  const groups: Word[][] = text.passages.map(() => []);
  for (const [index, word] of words.entries()) groups[pieces[index]?.passage ?? 0]?.push(word);
  return text.passages.flatMap((passage, index): DocumentSegment[] => {
    const own = withCertainty(groups[index] ?? [], passage);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    return [
      {
        start: first.start,
        end: last.end,
        text: passage.text.replace(/\s+/g, ' ').trim(),
        words: own,
        speaker: passage.speaker,
        confidence: mean(own.map(({ confidence }) => confidence)) ?? 1,
        confidenceIsEstimated: true,
        language: text.language,
        flags: [],
      },
    ];
  });
}

/** What a person brings is certain; a file that says how sure an engine was of each word is believed. */
function withCertainty(words: readonly Word[], { words: given = [] }: ImportedPassage): Word[] {
  return words.map((word, index) => {
    const same = given.length === words.length ? given[index] : undefined;
    return same ? { ...word, confidence: same.confidence } : word;
  });
}
