import { z } from 'zod';
import { TraxError } from '../../../shared/errors.ts';
import { languageCode } from './languageCode.ts';
import type { Recognition, RecognizedSegment, RecognizedWord } from './recognizer.ts';
import { joinTokens, splitWords, type Token } from './words.ts';
import { spreadWords, timeWords } from './wordsFromText.ts';

const timedSchema = z.object({
  word: z.string(),
  start: z.number().nullish(),
  end: z.number().nullish(),
  probability: z.number().nullish(),
});

const segmentSchema = z.object({
  start: z.number(),
  end: z.number(),
  text: z.string(),
  words: z.array(timedSchema).nullish(),
  avg_logprob: z.number().nullish(),
  no_speech_prob: z.number().nullish(),
});

/** What servers of the transcription API answer, from the fullest to the barest. */
const answerSchema = z
  .object({
    text: z.string().optional(),
    language: z.string().nullish(),
    segments: z.array(segmentSchema).nullish(),
    words: z.array(timedSchema).nullish(),
  })
  .refine(({ text, segments }) => text !== undefined || Array.isArray(segments));
type Answer = z.infer<typeof answerSchema>;
type AnsweredSegment = z.infer<typeof segmentSchema>;

/** A segment cannot end this long after the sound does (seconds); some servers answer in nanoseconds. */
const believableOverrun = 30;

/**
 * Reads an answer of the transcription API, whatever it lacks. Words come from the words or tokens of the segments,
 * else from the words of the answer; where a server gives none, their times are spread over their segment, or over the
 * whole `duration` (seconds), and their probability is null. Throws ENDPOINT_GARBAGE with `url`.
 */
export function readAnswer(raw: unknown, duration: number, url: string): Recognition {
  const parsed = answerSchema.safeParse(raw);
  if (!parsed.success) throw new TraxError('ENDPOINT_GARBAGE', { url }, { cause: parsed.error });
  const language = languageCode(parsed.data.language ?? null);
  const segments = segmentsOf(parsed.data, duration).map((segment) => readSegment(segment, language));
  const timed = segments.some(({ words }) => words.length > 0)
    ? segments
    : addWords(segments, parsed.data, language);
  return { segments: timed.filter(({ words }) => words.length > 0), language, raw };
}

function segmentsOf(answer: Answer, duration: number): AnsweredSegment[] {
  const segments = answer.segments ?? [];
  const believable = segments.every(({ end }) => end <= duration + believableOverrun);
  if (segments.length > 0 && believable) return segments;
  const text = answer.text ?? segments.map((segment) => segment.text).join(' ');
  return [{ start: 0, end: duration, text }];
}

function readSegment(segment: AnsweredSegment, language: string | null): RecognizedSegment {
  return {
    start: segment.start,
    end: segment.end,
    text: segment.text.replaceAll('\uFFFD', '').trim(),
    words: wordsWithin(segment, language),
    averageLogProbability: segment.avg_logprob ?? null,
    noSpeechProbability: segment.no_speech_prob ?? null,
  };
}

/** Words or tokens of a segment are one text in pieces, spaces included, when they spell the segment. */
function wordsWithin(segment: AnsweredSegment, language: string | null): RecognizedWord[] {
  const tokens = (segment.words ?? []).map((word) => toToken(word, segment));
  if (tokens.length === 0) return [];
  const isSpelled = withoutBroken(tokens.map(({ text }) => text).join('')) === withoutBroken(segment.text);
  if (isSpelled) return joinTokens(tokens, language);
  return timeWords(splitWords(segment.text, language), tokens) ?? spread(segment, language);
}

function withoutBroken(text: string): string {
  return text.replaceAll('\uFFFD', '').replace(/\s+/g, ' ').trim();
}

/** Words from the words of the whole answer where they match the text, else spread over each segment. */
function addWords(
  segments: readonly RecognizedSegment[],
  answer: Answer,
  language: string | null,
): RecognizedSegment[] {
  const texts = segments.map((segment) => splitWords(segment.text, language));
  const tokens = (answer.words ?? []).map((word) => toToken(word, { start: 0, end: 0 }));
  const timed = timeWords(texts.flat(), tokens);
  let used = 0;
  return segments.map((segment, index) => {
    const count = texts[index]?.length ?? 0;
    const words = timed?.slice(used, used + count) ?? spread(segment, language);
    used += count;
    return { ...segment, words };
  });
}

function spread(
  segment: { start: number; end: number; text: string },
  language: string | null,
): RecognizedWord[] {
  return spreadWords(splitWords(segment.text, language), segment.start, segment.end);
}

function toToken(word: z.infer<typeof timedSchema>, within: { start: number; end: number }): Token {
  const start = word.start ?? within.start;
  return { text: word.word, start, end: word.end ?? start, probability: word.probability ?? null };
}
