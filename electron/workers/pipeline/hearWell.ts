import type { DiscardedText } from '../../../shared/transcript/segment.ts';
import type { Ear, Hearing } from './ear.ts';
import { type HeardSentence, textOf, wordsOf } from './heardWord.ts';
import { type Fault, findFault, withoutLoop } from './judge.ts';
import { framesPerSecond } from './levels.ts';
import { findCut } from './plan.ts';
import { countMarked, cutRuns, lengthOf, type Run } from './runs.ts';
import type { Marks } from './tape.ts';

/** A stretch to be heard, with what is known around it. */
export interface Stretch {
  readonly marks: Marks;
  /** The tape's beginning in the recording, in seconds. */
  readonly origin: number;
  readonly runs: readonly Run[];
  /** Accepted text before it, for loops that go on. */
  readonly textBefore: string;
  /** Sent as a prompt the first time only. */
  readonly prompt: string;
}

/** Accepted sentences, and what was thrown away on the way to them. */
export interface Outcome {
  readonly sentences: HeardSentence[];
  readonly discarded: DiscardedText[];
}

/** What is tried in turn on what came out wrong: without previous text, in halves cut at a pause, then warmer. */
const repairs = [
  { split: false, temperature: 0 },
  { split: true, temperature: 0 },
  { split: false, temperature: 0.2 },
  { split: false, temperature: 0.4 },
] as const;

/** A pause before the first bad sentence at which to begin again is looked for so far back, in frames. */
const lookBack = Math.round(framesPerSecond);
/** Pieces shorter than this are not halved, in frames. */
const shortestHalf = Math.round(2 * framesPerSecond);

/**
 * Hears a stretch, and where the answer is a loop, a collapse or too much to be spoken, goes back to where that began
 * and hears it again. What cannot be repaired keeps its best answer without the repetitions; the gap stays visible.
 */
export async function hearWell(ear: Ear, stretch: Stretch): Promise<Outcome> {
  const first = await ear.hear(stretch.runs, {
    temperature: 0,
    previousText: stretch.prompt,
    origin: 'heard',
  });
  const fault = judge(first, stretch.runs, stretch);
  if (!fault) return { sentences: [...first.sentences], discarded: [] };
  const kept = sentencesBefore(first.sentences, fault.firstBadWord);
  const bad = first.sentences.slice(kept.length);
  const rest = cutRuns(stretch.runs, restartFrame(kept, bad, stretch), stretch.marks.speech.length);
  const wasAsked = stretch.prompt === '' && kept.length === 0;
  const repaired = await repair(ear, stretch, rest, wasAsked ? { hearing: first, fault } : null);
  return {
    sentences: [...kept, ...repaired.sentences],
    discarded: [...asDiscarded(bad, fault), ...repaired.discarded],
  };
}

/** An answer that was not good enough, and why. */
interface Attempt {
  readonly hearing: Hearing;
  readonly fault: Fault;
}

interface Pending {
  readonly runs: readonly Run[];
  readonly best: Attempt | null;
}

/** `failed` is what these very runs gave without previous text, if that was asked already. */
async function repair(
  ear: Ear,
  stretch: Stretch,
  runs: readonly Run[],
  failed: Attempt | null,
): Promise<Outcome> {
  const sentences: HeardSentence[] = [];
  const discarded: DiscardedText[] = [];
  let pending: Pending[] = [{ runs, best: failed }];
  for (const { split, temperature } of failed ? repairs.slice(1) : repairs) {
    const open = split ? pending.flatMap((part) => halve(part, stretch.marks)) : pending;
    pending = open.filter((part) => isHopeless(part, temperature));
    for (const part of open.filter((each) => !isHopeless(each, temperature))) {
      const hearing = await ear.hear(part.runs, { temperature, previousText: '', origin: 'repaired' });
      const fault = judge(hearing, part.runs, { ...stretch, textBefore: '' });
      if (!fault) sentences.push(...hearing.sentences);
      else {
        discarded.push(...asDiscarded(hearing.sentences, fault));
        pending.push({ runs: part.runs, best: better(part.best, { hearing, fault }) });
      }
    }
  }
  sentences.push(...pending.flatMap(({ best }) => salvage(best)));
  return { sentences: sentences.sort((one, other) => one.start - other.start), discarded };
}

function judge({ sentences }: Hearing, runs: readonly Run[], { marks, textBefore }: Stretch): Fault | null {
  const speech = runs.reduce((sum, run) => sum + countMarked(marks.speech, run), 0);
  return findFault(wordsOf(sentences), speech / framesPerSecond, textBefore);
}

/** Nothing was heard at all: asking warmer would only invent something. */
function isHopeless({ best }: Pending, temperature: number): boolean {
  return temperature > 0 && best !== null && best.hearing.sentences.length === 0;
}

/** The sentences that end before the given word. */
function sentencesBefore(sentences: readonly HeardSentence[], word: number): HeardSentence[] {
  let count = 0;
  const last = sentences.findIndex((sentence) => {
    count += sentence.words.length;
    return count > word;
  });
  return sentences.slice(0, Math.max(0, last));
}

/** The pause between what is kept and what is not; the stretch's beginning when nothing is kept. */
function restartFrame(
  kept: readonly HeardSentence[],
  bad: readonly HeardSentence[],
  { marks, origin, runs }: Stretch,
): number {
  const begin = runs[0]?.from ?? 0;
  const [last, next] = [kept.at(-1), bad[0]];
  if (!last || !next) return begin;
  const frame = Math.round((next.start - origin) * framesPerSecond);
  const earliest = Math.round((last.end - origin) * framesPerSecond) - lookBack / 2;
  return Math.max(begin, findCut(marks, Math.max(begin, Math.floor(earliest), frame - lookBack), frame));
}

function halve(part: Pending, marks: Marks): Pending[] {
  const [first, last] = [part.runs[0], part.runs.at(-1)];
  if (!first || !last || lengthOf(part.runs) < 2 * shortestHalf) return [part];
  const middle = (first.from + last.to) / 2;
  const reach = (last.to - first.from) / 4;
  const cut = findCut(marks, Math.floor(middle - reach), Math.ceil(middle + reach));
  return [cutRuns(part.runs, 0, cut), cutRuns(part.runs, cut, last.to)]
    .filter((runs) => runs.length > 0)
    .map((runs) => ({ runs, best: null }));
}

function better(one: Attempt | null, other: Attempt): Attempt {
  return one && worth(one) >= worth(other) ? one : other;
}

/** What is left of an answer when its loop is cut out, weighed by confidence. */
function worth(attempt: Attempt): number {
  return wordsOf(salvage(attempt)).reduce((sum, word) => sum + word.confidence, 0);
}

/** What can be used of an answer that nothing better was found for. */
function salvage(attempt: Attempt | null): HeardSentence[] {
  if (!attempt || attempt.fault.reason === 'rate') return [];
  let left = withoutLoop(wordsOf(attempt.hearing.sentences)).length;
  return attempt.hearing.sentences.flatMap((sentence) => {
    const words = sentence.words.slice(0, left);
    left -= words.length;
    return words.length > 0 ? [{ ...sentence, words }] : [];
  });
}

function asDiscarded(sentences: readonly HeardSentence[], { reason }: Fault): DiscardedText[] {
  const [first, last] = [sentences[0], sentences.at(-1)];
  if (!first || !last) return [];
  return [
    { start: first.start, end: Math.max(first.start, last.end), text: textOf(wordsOf(sentences)), reason },
  ];
}
