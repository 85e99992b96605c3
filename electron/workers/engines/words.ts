import type { RecognizedWord } from './recognizer.ts';

/** A piece of text as a recogniser counts it: often a part of a word, its leading space included. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly probability: number | null;
}

/** Scripts that put no space between words; there a word breaker decides. */
const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const speakable = /[\p{L}\p{N}]/u;

/** A stretch of a text, as indices of UTF-16 units. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Joins tokens into words: a space begins a new one, punctuation stays with its neighbour, and scripts without spaces
 * are cut by the language's word breaker. A word's probability is the mean over its tokens that hold a letter or digit.
 * Halves of broken characters (U+FFFD) are left out.
 */
export function joinTokens(tokens: readonly Token[], language: string | null): RecognizedWord[] {
  const owners: Token[] = [];
  let text = '';
  for (const token of tokens) {
    const clean = token.text.replaceAll('\uFFFD', '');
    text += clean;
    for (let index = 0; index < clean.length; index++) owners.push(token);
  }
  return findWords(text, language).map(({ from, to }) => {
    const own = [
      ...new Set(owners.slice(from, to).filter((_, index) => /\S/.test(text[from + index] ?? ''))),
    ];
    return {
      text: text.slice(from, to),
      start: own[0]?.start ?? 0,
      end: own.at(-1)?.end ?? 0,
      probability: meanProbability(own),
    };
  });
}

/** The words of a text by the same rules, without times. */
export function splitWords(text: string, language: string | null): string[] {
  const clean = text.replaceAll('\uFFFD', '');
  return findWords(clean, language).map(({ from, to }) => clean.slice(from, to));
}

function findWords(text: string, language: string | null): Stretch[] {
  const chunks = [...text.matchAll(/\S+/gu)].flatMap((match) => {
    const from = match.index;
    return unspacedScript.test(match[0])
      ? breakChunk(match[0], from, language)
      : [{ from, to: from + match[0].length }];
  });
  return attachPunctuation(text, chunks);
}

function breakChunk(chunk: string, offset: number, language: string | null): Stretch[] {
  const breaker = new Intl.Segmenter(language ?? undefined, { granularity: 'word' });
  return [...breaker.segment(chunk)].map(({ index, segment }) => ({
    from: offset + index,
    to: offset + index + segment.length,
  }));
}

/** Lets what cannot be spoken stretch the word before it, or the first word where nothing is before. */
function attachPunctuation(text: string, chunks: readonly Stretch[]): Stretch[] {
  const words: Stretch[] = [];
  for (const chunk of chunks) {
    const last = words.at(-1);
    const joins =
      last !== undefined && (!isSpeakable(text, chunk) || (words.length === 1 && !isSpeakable(text, last)));
    if (joins) words[words.length - 1] = { from: last.from, to: chunk.to };
    else words.push(chunk);
  }
  return words;
}

function isSpeakable(text: string, { from, to }: Stretch): boolean {
  return speakable.test(text.slice(from, to));
}

function meanProbability(tokens: readonly Token[]): number | null {
  const spoken = tokens.filter((token) => speakable.test(token.text));
  const known = (spoken.length > 0 ? spoken : tokens).flatMap(({ probability }) => probability ?? []);
  if (known.length === 0) return null;
  return Math.min(1, Math.max(0, known.reduce((sum, value) => sum + value, 0) / known.length));
}
