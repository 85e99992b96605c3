import { lowConfidence, mean } from '../quality/confidence.ts';
import { type Alignment, alignWords, type KeptWord } from './alignWords.ts';
import { shortestWord } from './invariant.ts';
import type { SpokenSegment, Word } from './segment.ts';
import { timedPieces } from './timedText.ts';
import { fitWords, type Stretch, spreadWords, wordsOf } from './wordTimes.ts';

/** What a person wrote is certain. */
const certain = 1;

type Spoken = Pick<SpokenSegment, 'start' | 'end' | 'text' | 'words' | 'confidence' | 'flags'>;

/** A text as it is stored: one line, without spaces around it. */
export function tidyText(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}

/**
 * A segment with another text. Words that stay keep their times and their confidence; new ones get the time of what they
 * replace, else the pause that they stand in, else a share of the word before them (at the beginning, of the one after).
 */
export function withText<Segment extends Spoken>(segment: Segment, wished: string): Segment {
  const text = tidyText(wished);
  const texts = timedPieces({ start: 0, end: 1, text, words: [] }).map((piece) => piece.text);
  const former = wordsOf(segment);
  const words = placed(alignWords(former, texts), texts, segment);
  return withWords(segment, text, fitWords(words, segment) ?? []);
}

/** A segment with other words; what follows from them is computed again. */
export function withWords<Segment extends Spoken>(segment: Segment, text: string, words: Word[]): Segment {
  const confidence = mean(words.map((word) => word.confidence)) ?? segment.confidence;
  const flags = segment.flags.filter((flag) => flag !== 'low-confidence' || confidence < lowConfidence);
  return { ...segment, text, words, confidence, flags };
}

/** Gives every text its time: runs of new ones between those that are kept. */
function placed({ kept, atoms }: Alignment, texts: readonly string[], segment: Stretch): Word[] {
  const words: Word[] = [];
  let last: KeptWord | null = null;
  for (let index = 0; index < texts.length; ) {
    const own = kept[index];
    if (own) {
      words.push(plain(own));
      last = own;
      index++;
      continue;
    }
    let end = index;
    while (end < texts.length && !kept[end]) end++;
    const run = texts.slice(index, end).map((text) => ({ text, confidence: certain }));
    const next = kept[end] ?? null;
    const replaced = atoms.slice(last ? last.to + 1 : 0, next ? next.from : atoms.length);
    const gap = { start: last?.end ?? segment.start, end: next?.start ?? segment.end };
    if (replaced.length === run.length) {
      words.push(...run.map((word, place) => ({ ...(replaced[place] ?? gap), ...word })).map(plain));
    } else {
      const [first, final] = [replaced[0], replaced.at(-1)];
      const stretch = first && final ? { start: first.start, end: final.end } : gap;
      if (stretch.end - stretch.start >= run.length * shortestWord) words.push(...spreadWords(run, stretch));
      else if (last) words.splice(-1, 1, ...spreadWords([last, ...run], { start: last.start, end: gap.end }));
      else if (next) {
        const shared = spreadWords([...run, next], { start: gap.start, end: next.end });
        words.push(...shared.slice(0, -1));
        kept[end] = { ...next, ...shared.at(-1) };
      } else words.push(...spreadWords(run, segment));
    }
    index = end;
  }
  return words;
}

function plain({ text, start, end, confidence }: Word): Word {
  return { text, start, end, confidence };
}
