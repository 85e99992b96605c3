import type { FinishedWindow, TranscribeJob } from '../../../shared/contract/worker.ts';
import { joinTexts } from '../../../shared/transcript/script.ts';
import { type Recognizer, sampleRate } from '../engines/recognizer.ts';
import { finishWindow } from './finishWindow.ts';
import { createLanguageChoice } from './language.ts';
import { frameLength, framesPerSecond } from './levels.ts';
import { planWindow } from './plan.ts';
import type { SpeechDetector } from './speech.ts';
import { Tape } from './tape.ts';

/** Accepted text that is remembered for loops and context, in characters. */
const longestMemory = 1000;

/** Cuts the passing sound into windows and makes them final, one after the other. */
export interface Windows {
  add(block: Float32Array): void;
  /** Whether there is sound that is not final yet. */
  readonly hasSound: boolean;
  /** The windows that can be made final now; all that is left when the recording `isEnd`ed. */
  finish(recognizer: Recognizer, isEnd: boolean): AsyncGenerator<FinishedWindow, void, undefined>;
}

/** Windows of a job's recording, the first one at `resumeAt`. */
export function createWindows(
  { options, resumeAt, textBefore: storedText }: Pick<TranscribeJob, 'options' | 'resumeAt' | 'textBefore'>,
  detector: SpeechDetector,
  signal: AbortSignal,
): Windows {
  const tape = new Tape(detector);
  const language = createLanguageChoice(options.language);
  let begin = Math.round(resumeAt * sampleRate);
  let textBefore = storedText;
  return {
    add: (block) => tape.append(block),
    get hasSound() {
      return tape.length > 0;
    },
    async *finish(recognizer, isEnd) {
      const longest = Math.floor(recognizer.longestWindow * framesPerSecond);
      if (isEnd) tape.finish();
      while (tape.frames > 0 && (isEnd || tape.frames >= longest)) {
        signal.throwIfAborted();
        const plan = planWindow(tape.marks(), longest, isEnd);
        if (!plan) return;
        const origin = begin / sampleRate;
        const window = await finishWindow(
          { recognizer, tape, origin, options, language, textBefore, signal },
          plan,
        );
        yield window;
        const texts = window.segments.map((segment) => segment.text);
        textBefore = joinTexts([textBefore, ...texts]).slice(-longestMemory);
        begin += Math.min(plan.end * frameLength, tape.length);
        tape.drop(plan.end);
      }
    },
  };
}
