import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import { TraxError } from '../../../shared/errors.ts';
import { estimateConfidence } from '../../../shared/quality/confidence.ts';
import type { Recognition, RecognizedSegment, RecognizeRequest, Recognizer } from '../engines/recognizer.ts';
import { cutExcerpt, toRecording } from './excerpt.ts';
import type { HeardSentence, HeardWord } from './heardWord.ts';
import { chooseHints } from './hints.ts';
import type { LanguageChoice } from './language.ts';
import type { Run } from './runs.ts';
import type { Tape } from './tape.ts';

/** How a stretch is to be heard. */
export interface Manner {
  readonly temperature: number;
  /** Sent as a prompt; empty for none. */
  readonly previousText: string;
  readonly origin: HeardWord['origin'];
}

/** What a stretch was heard to be; times are the recording's. */
export interface Hearing {
  readonly sentences: readonly HeardSentence[];
  readonly language: string | null;
  /** The highest of its segments; null where the engine does not say. */
  readonly noSpeechProbability: number | null;
}

/** One window's access to the recogniser: takes sound off the tape, keeps every raw answer. */
export interface Ear {
  /** Gives the runs of frames to the recogniser, joined, and gives what it writes. */
  hear(runs: readonly Run[], manner: Manner): Promise<Hearing>;
  /** The engine's complete answers so far. */
  readonly raw: unknown[];
}

/** What an ear listens with. */
export interface EarParts {
  readonly recognizer: Recognizer;
  readonly tape: Tape;
  /** The tape's beginning in the recording, in seconds. */
  readonly origin: number;
  readonly options: TranscribeOptions;
  readonly language: LanguageChoice;
  /** Accepted text before this window; hints are chosen by it. */
  readonly textBefore: string;
  readonly signal: AbortSignal;
}

export function createEar(parts: EarParts): Ear {
  const { recognizer, tape, origin, options, language, textBefore, signal } = parts;
  const raw: unknown[] = [];
  const hints = chooseHints(options.hints, textBefore);
  return {
    raw,
    async hear(runs, { temperature, previousText, origin: wordOrigin }) {
      const excerpt = cutExcerpt(tape, runs, origin);
      const { samples } = excerpt;
      const { translate } = options;
      const request = { samples, language: language.next(), translate, hints, previousText, temperature };
      const answer = await askAgainAfterCrash(recognizer, request, signal);
      signal.throwIfAborted();
      raw.push(answer.raw);
      language.heard(answer.language);
      const segments = answer.segments.filter((segment) => !isAnnotation(segment.text));
      const sentences = segments.map((segment) => ({
        ...toRecording(excerpt, segment),
        words: wordsOf(segment, answer.language).map((word) => ({
          ...word,
          ...toRecording(excerpt, word),
          origin: wordOrigin,
        })),
      }));
      const chances = segments.flatMap((segment) => segment.noSpeechProbability ?? []);
      return {
        sentences: sentences.filter((sentence) => sentence.words.length > 0),
        language: answer.language,
        noSpeechProbability: chances.length > 0 ? Math.max(...chances) : null,
      };
    },
  };
}

/** An engine that died is replaced by its recogniser: what it was working on is asked once more. */
async function askAgainAfterCrash(
  recognizer: Recognizer,
  request: RecognizeRequest,
  signal: AbortSignal,
): Promise<Recognition> {
  try {
    return await recognizer.recognize(request, signal);
  } catch (error) {
    if (!(error instanceof TraxError) || error.code !== 'ENGINE_CRASHED') throw error;
    return recognizer.recognize(request, signal);
  }
}

function wordsOf(segment: RecognizedSegment, language: string | null): Omit<HeardWord, 'origin'>[] {
  const estimate = estimateConfidence(segment.averageLogProbability, segment.noSpeechProbability);
  return segment.words
    .map(({ text, start, end, probability }) => ({
      text: text.trim(),
      start,
      end,
      confidence: probability ?? estimate,
      isEstimated: probability === null,
      language,
    }))
    .filter((word) => word.text !== '');
}

/** Whether a segment describes a sound instead of writing down speech: "[Music]", "(applause)", "♪♪". */
export function isAnnotation(text: string): boolean {
  const trimmed = text.trim();
  return /^(\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫\s.…-]+)$/u.test(trimmed) || trimmed === '';
}
