import { columnsOf, isUnspaced } from './script.ts';
import type { SpokenSegment } from './segment.ts';

/** A part of a text that is never broken, with its time in the recording in seconds. */
export interface TimedPiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether a space stands before it in the text. */
  readonly spaceBefore: boolean;
}

/** The text of pieces that stand on one line. */
export function textOfPieces(pieces: readonly TimedPiece[]): string {
  return pieces
    .map((piece, index) => (index > 0 && piece.spaceBefore ? ` ${piece.text}` : piece.text))
    .join('');
}

/**
 * A segment's text in pieces that may be parted: words, and in scripts without spaces the words that Unicode's rules find.
 * Times come from the segment's words; where these are not the words of the text they are spread over the segment by length.
 */
export function timedPieces(segment: Pick<SpokenSegment, 'start' | 'end' | 'text' | 'words'>): TimedPiece[] {
  const pieces = piecesFromWords(segment) ?? spread(segment.text, segment.start, segment.end);
  return glue(pieces.flatMap(partUnspaced));
}

/** Whether the text is its words and the spaces between them, nothing else. */
export function textIsItsWords(segment: Pick<SpokenSegment, 'text' | 'words'>): boolean {
  return piecesFromWords(segment) !== null;
}

/** The words with the spaces that the text has between them; null when text and words differ. */
function piecesFromWords(segment: Pick<SpokenSegment, 'text' | 'words'>): TimedPiece[] | null {
  const { text } = segment;
  const pieces: TimedPiece[] = [];
  let at = 0;
  for (const word of segment.words) {
    const wordText = word.text.trim();
    if (wordText === '') continue;
    const from = skipSpaces(text, at);
    if (!text.startsWith(wordText, from)) return null;
    pieces.push({ text: wordText, start: word.start, end: word.end, spaceBefore: from > at || at === 0 });
    at = from + wordText.length;
  }
  return skipSpaces(text, at) === text.length ? pieces : null;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

/** A text's words with times in proportion to their width. */
function spread(text: string, start: number, end: number): TimedPiece[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return inProportion(words, start, end).map((piece) => ({ ...piece, spaceBefore: true }));
}

/** Breaks a piece in a script without spaces into the words that Unicode's rules find in it. */
function partUnspaced(piece: TimedPiece): TimedPiece[] {
  if (piece.text.length < 2 || !isUnspaced(piece.text)) return [piece];
  const parts = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(piece.text)].map(
    (part) => part.segment,
  );
  return inProportion(parts, piece.start, piece.end).map((part, index) => ({
    ...part,
    spaceBefore: index === 0 && piece.spaceBefore,
  }));
}

function inProportion(
  texts: readonly string[],
  start: number,
  end: number,
): Omit<TimedPiece, 'spaceBefore'>[] {
  const widths = texts.map((text) => Math.max(1, columnsOf(text)));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let before = 0;
  return texts.map((text, index) => {
    const from = start + ((end - start) * before) / whole;
    before += widths[index] ?? 0;
    return { text, start: from, end: start + ((end - start) * before) / whole };
  });
}

/** Joins what may not be parted: punctuation with its word, and letters of spaced scripts that no space separates. */
function glue(pieces: readonly TimedPiece[]): TimedPiece[] {
  const glued: TimedPiece[] = [];
  for (const piece of pieces) {
    const last = glued.at(-1);
    if (last && !piece.spaceBefore && !mayPart(last.text, piece.text)) {
      glued[glued.length - 1] = { ...last, text: last.text + piece.text, end: Math.max(last.end, piece.end) };
    } else glued.push(piece);
  }
  return glued;
}

const opening = /[\p{Ps}\p{Pi}]$/u;
const wordless = /^[^\p{L}\p{N}\p{S}\p{Ps}\p{Pi}]/u;

/** Whether a line may end between two pieces that no space separates. Small kana and the long mark stay with what is before. */
function mayPart(before: string, after: string): boolean {
  if (
    opening.test(before) ||
    wordless.test(after) ||
    /^[ぁぃぅぇぉっゃゅょァィゥェォッャュョー々]/u.test(after)
  )
    return false;
  return (
    isUnspaced(before.at(-1) ?? '') ||
    isUnspaced(after.charAt(0)) ||
    /[\u3000-\u303f\uff00-\uff60]$/u.test(before)
  );
}
