import type { AlignEvent, AlignJob } from '../../../shared/contract/worker.ts';
import { realignedWords } from '../../../shared/transcript/realign.ts';
import type { Word } from '../../../shared/transcript/segment.ts';
import { fitWords } from '../../../shared/transcript/wordTimes.ts';
import { type Recognizer, sampleRate } from '../engines/recognizer.ts';
import { decode } from './decode.ts';
import { textOf } from './heardWord.ts';
import { repairWordTimes } from './wordTimes.ts';

type Line = AlignJob['lines'][number];

/**
 * Finds the words of lines that people wrote in the sound again: each line's stretch is recognised with the line as a hint,
 * and the line's own words are placed where that and the sound itself agree. The recording is decoded once, up to the last
 * line: what a file's index says of a place is not exact. Throws what decoding and the engine throw.
 */
export async function* alignText(
  job: AlignJob,
  loading: Promise<Recognizer>,
  signal: AbortSignal,
): AsyncGenerator<AlignEvent, void, undefined> {
  const recognizer = await loading;
  for await (const { line, samples } of soundsOf(job, signal)) {
    signal.throwIfAborted();
    const words = await placed(line, samples, recognizer, job.language, signal);
    yield { type: 'line', id: line.id, words };
  }
}

/** Each line with its sound, in the order of the recording; holds no more than the lines that are being filled. */
async function* soundsOf(job: AlignJob, signal: AbortSignal) {
  const waiting = job.lines
    .map((line) => {
      const from = Math.floor(line.start * sampleRate);
      return { line, from, samples: new Float32Array(Math.ceil(line.end * sampleRate) - from) };
    })
    .sort((one, other) => one.from - other.from);
  const stop = new AbortController();
  await using blocks = decode({ ...job, duration: null }, AbortSignal.any([signal, stop.signal]));
  let decoded = 0;
  for await (const block of blocks) {
    for (const { from, samples } of waiting) {
      const [first, last] = [
        Math.max(from, decoded),
        Math.min(from + samples.length, decoded + block.length),
      ];
      if (first < last) samples.set(block.subarray(first - decoded, last - decoded), first - from);
    }
    decoded += block.length;
    while (waiting[0] && waiting[0].from + waiting[0].samples.length <= decoded) {
      const ready = waiting.shift();
      if (ready) yield ready;
    }
    if (waiting.length === 0) return;
  }
  // The recording ended within them.
  yield* waiting;
}

async function placed(
  line: Line,
  samples: Float32Array,
  recognizer: Recognizer,
  language: string,
  signal: AbortSignal,
): Promise<Word[] | null> {
  const request = { samples, language, translate: false, hints: [], temperature: 0 };
  const hint = textOf(line.words);
  const heard = await recognizer.recognize({ ...request, previousText: hint }, signal);
  // A hint can make a small model repeat it or fall silent; without it, it hears what it hears.
  const rough =
    roughly(line, heard) ??
    roughly(line, await recognizer.recognize({ ...request, previousText: '' }, signal));
  if (!rough) return null;
  const [repaired] = repairWordTimes(samples, [
    {
      start: 0,
      end: samples.length / sampleRate,
      text: hint,
      words: rough.map(({ text, start, end, confidence }) => ({
        text,
        start: start - line.start,
        end: end - line.start,
        probability: confidence,
      })),
      averageLogProbability: null,
      noSpeechProbability: null,
    },
  ]);
  const words = rough.map((word, place) => {
    const times = repaired?.words[place];
    return times ? { ...word, start: line.start + times.start, end: line.start + times.end } : word;
  });
  return fitWords(words, line);
}

/** The line's words at the times that an answer gives them; null where the answer is of something else. */
function roughly(line: Line, { segments }: Awaited<ReturnType<Recognizer['recognize']>>): Word[] | null {
  const heard = segments
    .flatMap(({ words }) => words)
    .map(({ text, start, end }) => ({
      text: text.trim(),
      start: line.start + start,
      end: line.start + Math.max(start, end),
      confidence: 1,
    }));
  return realignedWords(line.words, heard, line);
}
