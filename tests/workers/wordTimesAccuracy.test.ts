import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findWhisperServer } from '../../electron/core/tools/whisper.mjs';
import { createRecognizer } from '../../electron/workers/engines/engines.ts';
import { cutAtPauses } from '../../electron/workers/engines/pieces.ts';
import type { RecognizedSegment, Recognizer } from '../../electron/workers/engines/recognizer.ts';
import { spreadWords } from '../../electron/workers/engines/wordsFromText.ts';
import { repairWordTimes } from '../../electron/workers/pipeline/wordTimes.ts';
import { sampleModel } from '../support/fixtures.ts';
import { referenceWords, type TimedWord } from '../support/reference.ts';
import { quantile, startErrors } from '../support/startErrors.ts';
import { requestFor, soundOf } from './engineSound.ts';

const second = 16_000;
const neverAborted = new AbortController().signal;

interface Window {
  readonly offset: number;
  readonly samples: Float32Array;
  readonly segments: readonly RecognizedSegment[];
}

type Change = (segments: readonly RecognizedSegment[], samples: Float32Array) => RecognizedSegment[];

/** What engines do to times, and what the repair has to see through. */
const changes: Record<string, Change> = {
  'as whisper.cpp gives them': (segments) => segments.slice(),
  'segments that begin where the one before ends': (segments) =>
    segments.map((segment, index) => ({ ...segment, start: segments[index - 1]?.end ?? 0 })),
  'segments without words': (segments) =>
    segments.map((segment) => ({ ...segment, words: spreadOver(segment.words, segment.start, segment.end) })),
  'text without times': (segments, samples) => {
    const [first] = segments;
    const end = samples.length / second;
    const words = spreadOver(
      segments.flatMap((segment) => segment.words),
      0,
      end,
    );
    return first ? [{ ...first, start: 0, end, words }] : [];
  },
};

function spreadOver(words: readonly TimedWord[], start: number, end: number) {
  return spreadWords(
    words.map(({ text }) => text),
    start,
    end,
  );
}

let recognizer: Recognizer;
beforeAll(async () => {
  recognizer = await createRecognizer(
    { engine: 'whisper.cpp', serverPath: findWhisperServer() ?? 'not built', modelPath: sampleModel },
    { threads: 2, signal: neverAborted, onProcess: () => {} },
  );
});
afterAll(() => recognizer[Symbol.asyncDispose]());

const endOf = (windows: readonly Window[]) =>
  Math.max(...windows.map(({ offset, samples }) => offset + samples.length / second));

/** Seconds of a recording that are listened to: three minutes say as much as ten. */
const listenedTo = 180;

async function recognizeWindows(name: string): Promise<Window[]> {
  const windows: Window[] = [];
  let passed = 0;
  for (const samples of cutAtPauses(await soundOf(name), 30 * second)) {
    if (passed >= listenedTo * second) break;
    const { segments } = await recognizer.recognize(requestFor(samples), neverAborted);
    windows.push({ offset: passed / second, samples, segments });
    passed += samples.length;
  }
  return windows;
}

describe.each(['meeting2.wav', 'video.mp4', 'long3.m4a'])('%s', (file) => {
  let windows: Window[];
  let reference: TimedWord[];
  beforeAll(async () => {
    windows = await recognizeWindows(file);
    const end = endOf(windows);
    reference = (await referenceWords(file)).filter(({ start }) => start < end);
  });

  test.each(Object.entries(changes))('%s: start error median <= 100 ms, p90 <= 250 ms', (change, apply) => {
    const heard = windows.flatMap(({ samples, segments, offset }) =>
      repairWordTimes(samples, apply(segments, samples)).flatMap(({ words }) =>
        words.map((word) => ({ text: word.text, start: word.start + offset, end: word.end + offset })),
      ),
    );
    const errors = startErrors(heard, reference);
    const [median, p90] = [quantile(errors, 0.5), quantile(errors, 0.9)];
    console.log(
      `${file}, ${change}: median ${median.toFixed(3)} s, p90 ${p90.toFixed(3)} s, ${errors.length} words`,
    );
    expect(errors.length).toBeGreaterThan(reference.length * 0.95);
    expect(median).toBeLessThanOrEqual(0.1);
    expect(p90).toBeLessThanOrEqual(0.25);
  });
});
