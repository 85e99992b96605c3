import type { FinishedWindow } from '../../../shared/contract/worker.ts';
import type { DiscardedText } from '../../../shared/transcript/segment.ts';
import { sampleRate } from '../engines/recognizer.ts';
import { createEar, type EarParts } from './ear.ts';
import { isInSilence } from './gaps.ts';
import { type HeardSentence, textOf } from './heardWord.ts';
import { hearWell, type Stretch } from './hearWell.ts';
import { makeLedger } from './ledger.ts';
import { frameLength, framesPerSecond } from './levels.ts';
import { placeWords } from './placeWords.ts';
import type { Plan } from './plan.ts';
import { recoverGaps } from './recover.ts';
import { assembleSegments } from './segments.ts';

/** Characters of accepted text that are sent as a prompt; Whisper takes half of its 448 tokens. */
const longestPrompt = 400;

/** Makes the window that a plan cuts off the tape final: hears it, repairs it, recovers what was missed, accounts for it. */
export async function finishWindow(parts: EarParts, plan: Plan): Promise<FinishedWindow> {
  const { tape, origin, options, textBefore } = parts;
  const ear = createEar(parts);
  const marks = tape.marks();
  const prompt = options.previousTextAsPrompt ? textBefore.slice(-longestPrompt) : '';
  const stretch: Stretch = { marks, origin, runs: plan.pieces, textBefore, prompt };
  const heard = plan.pieces.length > 0 ? await hearWell(ear, stretch) : { sentences: [], discarded: [] };
  const invented = heard.sentences.filter((sentence) => isInSilence(sentence, marks, origin));
  const spoken = heard.sentences.filter((sentence) => !invented.includes(sentence));
  const longest = Math.floor(parts.recognizer.longestWindow * framesPerSecond);
  const recovered = await recoverGaps(ear, stretch, spoken, plan.end, longest);
  const samples = tape.view(0, plan.end * frameLength);
  const sentences = [...spoken, ...recovered.sentences].sort((one, other) => one.start - other.start);
  const words = placeWords(samples, sentences, origin);
  const end = origin + samples.length / sampleRate;
  const segments = assembleSegments(words);
  return {
    start: origin,
    end,
    segments,
    coverage: makeLedger(marks, sentences, segments, origin, end),
    discarded: [...heard.discarded, ...asInvented(invented), ...recovered.discarded],
    raw: ear.raw,
    language: words[0]?.language ?? null,
  };
}

function asInvented(sentences: readonly HeardSentence[]): DiscardedText[] {
  return sentences.map(({ start, end, words }) => ({
    start,
    end: Math.max(start, end),
    text: textOf(words),
    reason: 'no-speech',
  }));
}
