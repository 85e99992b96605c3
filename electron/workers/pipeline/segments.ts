import { lowConfidence, mean } from '../../../shared/quality/confidence.ts';
import { isOutroPhrase } from '../../../shared/quality/outro.ts';
import { joinTexts } from '../../../shared/transcript/script.ts';
import type { SpokenSegment, Word } from '../../../shared/transcript/segment.ts';
import type { HeardWord } from './heardWord.ts';

/** A silence of so many seconds between two words ends a segment. */
const longPause = 0.8;
/** No segment is longer than this, in seconds; it is cut at its longest pause. */
const longestSegment = 15;
/** A word that ends so is followed by a capital without ending a sentence. */
const abbreviation = /^(mr|mrs|ms|dr|prof|st|vs|etc|jr|sr|no|inc|ltd|co|e\.g|i\.e|z\.b|bzw|ca|nr|\p{L})\.$/iu;
const sentenceEnd = /[.!?…。！？؟।]["'”’»)\]]*$/u;

/** Words as segments that people read: ended by sentences and long pauses, at most 15 s, each with its confidence and flags. */
export function assembleSegments(words: readonly HeardWord[]): SpokenSegment[] {
  return splitAtSentences(words).flatMap(splitLong).map(toSegment);
}

function splitAtSentences(words: readonly HeardWord[]): HeardWord[][] {
  const groups: HeardWord[][] = [];
  for (const word of words) {
    const last = groups.at(-1)?.at(-1);
    if (last && !endsBefore(last, word)) groups.at(-1)?.push(word);
    else groups.push([word]);
  }
  return groups;
}

function endsBefore(word: HeardWord, next: HeardWord): boolean {
  if (next.start - word.end >= longPause || word.language !== next.language) return true;
  return sentenceEnd.test(word.text) && !abbreviation.test(word.text.replace(/^["'“‘«(]+/u, ''));
}

function splitLong(words: HeardWord[]): HeardWord[][] {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last || words.length < 2 || last.end - first.start <= longestSegment) return [words];
  let cut = 1;
  let longest = Number.NEGATIVE_INFINITY;
  for (let index = 1; index < words.length; index++) {
    const [before, after] = [words[index - 1], words[index]];
    if (!before || !after) continue;
    const pause = after.start - before.end + (/[,;:，、；：]$/u.test(before.text) ? 0.2 : 0);
    const balance = Math.min(before.end - first.start, last.end - after.start) / longestSegment;
    if (pause + 0.3 * balance <= longest) continue;
    longest = pause + 0.3 * balance;
    cut = index;
  }
  return [...splitLong(words.slice(0, cut)), ...splitLong(words.slice(cut))];
}

function toSegment(words: readonly HeardWord[]): SpokenSegment {
  const text = joinTexts(words.map((word) => word.text));
  const confidence = mean(words.map((word) => word.confidence)) ?? 0;
  const flags: SpokenSegment['flags'] = [];
  if (isOutroPhrase(text)) flags.push('outro-phrase');
  if (words.some((word) => word.origin === 'repaired')) flags.push('repaired-loop');
  if (words.some((word) => word.origin === 'recovered')) flags.push('recovered');
  if (confidence < lowConfidence) flags.push('low-confidence');
  return {
    start: words[0]?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
    text,
    words: words.map(plainWord),
    confidence,
    confidenceIsEstimated: words.some((word) => word.isEstimated),
    language: words[0]?.language ?? null,
    flags,
  };
}

/** An engine's probabilities have single precision: the digits after the sixth come from writing them as doubles. */
function plainWord({ text, start, end, confidence }: HeardWord): Word {
  return { text, start, end, confidence: Math.round(confidence * 1e6) / 1e6 };
}
