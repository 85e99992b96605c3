import type { TimedPiece } from '../transcript/timedText.ts';

/**
 * How much a break after a word disturbs the reader, from 0 (the end of a sentence) to 12 (inside a name).
 * The order follows what subtitle guidelines agree on (BBC, Netflix: break at sentences, then clauses, then before
 * joining words, never inside a name or after an article); the figures are ours.
 */
const costs = {
  sentence: 0,
  clause: 2,
  beforeJoining: 4,
  plain: 6,
  afterLeaning: 9,
  insideName: 12,
} as const;

const sentenceEnd = /[.!?…。！？؟।]+["'”’»)\]」』]*$/u;
const clauseEnd = /[,;:—–、，；：،]["'”’»)\]」』]*$/u;
/** A dot that ends no sentence: titles, initials and the like. */
const abbreviation = /^(?:mr|mrs|ms|dr|prof|st|sr|jr|vs|no|bzw|ca|z|b|e\.g|i\.e|\p{L})\.$/iu;

/** Words that start a clause: a line rather begins than ends with them. */
const joining = new Set(
  'and but or nor so because that which who when while where if than und aber oder denn weil dass wenn als et mais ou parce que qui quand y pero o porque cuando e ma perché'.split(
    ' ',
  ),
);
/** Words that lean on what follows: a line should not end with them. */
const leaning = new Set(
  'a an the of to in on at by for with from my your his her its our their this der die das den dem des ein eine einen einem zu im am mit von le la les un une des du de à el los las una il lo gli al del'.split(
    ' ',
  ),
);

/** What is read in one breath with the number before it. */
const measures = new Set(
  "hundred thousand million billion percent per am pm a.m p.m o’clock o'clock km m cm mm kg g mg s ms min h degrees dollars euros pounds hundert tausend millionen milliarden prozent uhr grad dollar euro pfund mille millions milliards pour cent heures mil millones por".split(
    ' ',
  ),
);

/** Whether a sentence ends with this word. */
export function endsSentence(word: string): boolean {
  return sentenceEnd.test(word) && !abbreviation.test(word);
}

/** What a break between two neighbouring pieces costs; a pause between them makes it cheaper. */
export function breakCost(before: TimedPiece, after: TimedPiece): number {
  const pause = after.start - before.end;
  return Math.max(0, costOfWords(before.text, after.text) - Math.min(4, pause > 0.2 ? pause * 5 : 0));
}

function costOfWords(before: string, after: string): number {
  if (endsSentence(before)) return costs.sentence;
  if (clauseEnd.test(before)) return costs.clause;
  if (abbreviation.test(before) || (isCapitalised(before) && isCapitalised(after))) return costs.insideName;
  if (isNumber(before) && (isNumber(after) || measures.has(bare(after)))) return costs.insideName;
  if (leaning.has(bare(before)) || joining.has(bare(before))) return costs.afterLeaning;
  return joining.has(bare(after)) ? costs.beforeJoining : costs.plain;
}

function isCapitalised(word: string): boolean {
  return /^["'“‘«(]?\p{Lu}[\p{Ll}'’-]/u.test(word) && !leaning.has(bare(word)) && !joining.has(bare(word));
}

/** Figures, also with a sign, a currency or separators: `3,5`, `$20`. */
function isNumber(word: string): boolean {
  return /^[^\p{L}\p{N}]*\p{N}[\p{N}.,:’']*[^\p{L}\p{N}]*$/u.test(word);
}

function bare(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').toLowerCase();
}
