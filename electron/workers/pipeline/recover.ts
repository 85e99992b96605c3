import { mean } from '../../../shared/quality/confidence.ts';
import { isOutroPhrase } from '../../../shared/quality/outro.ts';
import { comparableWords } from '../../../shared/quality/wordErrorRate.ts';
import type { DiscardedText } from '../../../shared/transcript/segment.ts';
import type { Ear, Hearing } from './ear.ts';
import { findGaps, type Gap } from './gaps.ts';
import { type HeardSentence, textOf, wordsOf } from './heardWord.ts';
import type { Outcome, Stretch } from './hearWell.ts';
import { findFault } from './judge.ts';
import { framesPerSecond } from './levels.ts';
import { findCut } from './plan.ts';
import { countMarked, type Run } from './runs.ts';
import type { Marks } from './tape.ts';

/** Sound around a gap that is heard with it, in frames. */
const pad = Math.round(0.3 * framesPerSecond);
/** Text over sound that is not marked as speech needs this mean confidence; over speech, less. */
const trusted = { speech: 0.3, sound: 0.6 };
/** Above this chance of no speech the engine itself says that it made the text up. */
const mostNoSpeech = 0.6;

/**
 * Hears every stretch of the first `end` frames that has sound but no text once more, alone, whatever voice activity
 * says of it. Text is taken when it is believable; the rest is kept as evidence. `longest` frames fit a request.
 */
export async function recoverGaps(
  ear: Ear,
  stretch: Stretch,
  heard: readonly HeardSentence[],
  end: number,
  longest: number,
): Promise<Outcome> {
  const { marks, origin } = stretch;
  const gaps = findGaps(marks, heard, end, origin).flatMap((gap) => divide(gap, marks, longest));
  const sentences: HeardSentence[] = [];
  const discarded: DiscardedText[] = [];
  for (const gap of gaps) {
    const runs = [{ from: Math.max(0, gap.from - pad), to: Math.min(end, gap.to + pad) }];
    const hearing = await ear.hear(runs, { temperature: 0, previousText: '', origin: 'recovered' });
    const inside = hearing.sentences.filter((sentence) => isInside(sentence, gap, origin));
    const [first, last] = [inside[0], inside.at(-1)];
    if (!first || !last || isKnown(inside, heard)) continue;
    const doubt = doubtOf(inside, hearing, gap, stretch);
    if (!doubt) sentences.push(...inside);
    else discarded.push({ start: first.start, end: last.end, text: textOf(wordsOf(inside)), reason: doubt });
  }
  return { sentences, discarded };
}

function divide(gap: Gap, marks: Marks, longest: number): Gap[] {
  const room = longest - 2 * pad;
  if (gap.to - gap.from <= room) return [gap];
  const cut = findCut(marks, gap.from + Math.floor(room / 2), gap.from + room);
  return [{ ...gap, to: cut }, ...divide({ ...gap, from: cut }, marks, longest)];
}

/** Whether this only repeats the end of the text before it or the beginning of the text after it: their times were off. */
function isKnown(found: readonly HeardSentence[], heard: readonly HeardSentence[]): boolean {
  const start = found[0]?.start ?? 0;
  const before = textOf(wordsOf(heard.filter((sentence) => sentence.start <= start)));
  const after = textOf(wordsOf(heard.filter((sentence) => sentence.start > start)));
  const words = comparableWords(textOf(wordsOf(found)));
  const isSame = (others: string[]) => others.join(' ') === words.join(' ');
  return (
    isSame(comparableWords(before).slice(-words.length)) ||
    isSame(comparableWords(after).slice(0, words.length))
  );
}

function doubtOf(
  sentences: readonly HeardSentence[],
  { noSpeechProbability }: Hearing,
  gap: Gap,
  { marks }: Stretch,
): DiscardedText['reason'] | null {
  const words = wordsOf(sentences);
  const fault = findFault(words, countMarked(marks.speech, gap) / framesPerSecond, '');
  if (fault && fault.reason !== 'gap') return fault.reason;
  const confidence = mean(words.map((word) => word.confidence)) ?? 0;
  if (confidence < (gap.isSpeech ? trusted.speech : trusted.sound)) return 'no-speech';
  if (gap.isSpeech) return null;
  return (noSpeechProbability ?? 0) > mostNoSpeech || isOutroPhrase(textOf(words)) ? 'no-speech' : null;
}

function isInside({ start, end }: HeardSentence, { from, to }: Run, origin: number): boolean {
  const middle = ((start + end) / 2 - origin) * framesPerSecond;
  return middle >= from && middle < to;
}
