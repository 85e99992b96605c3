import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findWhisperServer } from '../../electron/core/tools/whisper.mjs';
import { createRecognizer } from '../../electron/workers/engines/engines.ts';
import { cutAtPauses } from '../../electron/workers/engines/pieces.ts';
import type { RecognizedSegment, Recognizer } from '../../electron/workers/engines/recognizer.ts';
import { spreadWords } from '../../electron/workers/engines/wordsFromText.ts';
import { repairWordTimes } from '../../electron/workers/pipeline/wordTimes.ts';
import { sample, sampleModel } from '../support/fixtures.ts';
import { requestFor, soundOf } from './engineSound.ts';

const second = 16_000;
const neverAborted = new AbortController().signal;

interface TimedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

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

async function recognizeWindows(name: string): Promise<Window[]> {
  const windows: Window[] = [];
  let passed = 0;
  for (const samples of cutAtPauses(await soundOf(name), 30 * second)) {
    const { segments } = await recognizer.recognize(requestFor(samples), neverAborted);
    windows.push({ offset: passed / second, samples, segments });
    passed += samples.length;
  }
  return windows;
}

async function referenceWords(name: string): Promise<TimedWord[]> {
  const { turns } = JSON.parse(await readFile(sample(name), 'utf8')) as {
    turns: { words: { word: string; start: number; end: number }[] }[];
  };
  return turns.flatMap(({ words }) => words.map(({ word, start, end }) => ({ text: word, start, end })));
}

function spelling({ text }: TimedWord): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Start errors (seconds) of the words that both have, along the alignment with the fewest differences. */
function startErrors(heard: readonly TimedWord[], reference: readonly TimedWord[]): number[] {
  const costs = heard.map(() => new Int32Array(reference.length + 1));
  costs.unshift(new Int32Array(reference.length + 1).map((_, column) => column));
  const cost = (row: number, column: number): number => costs[row]?.[column] ?? 0;
  const differs = (row: number, column: number): number =>
    Number(spelling(heard[row - 1] as TimedWord) !== spelling(reference[column - 1] as TimedWord));
  for (let row = 1; row <= heard.length; row++) {
    const line = costs[row] as Int32Array;
    line[0] = row;
    for (let column = 1; column <= reference.length; column++) {
      const change = cost(row - 1, column - 1) + differs(row, column);
      line[column] = Math.min(change, cost(row - 1, column) + 1, cost(row, column - 1) + 1);
    }
  }
  const errors: number[] = [];
  let [row, column] = [heard.length, reference.length];
  while (row > 0 && column > 0) {
    if (cost(row, column) === cost(row - 1, column - 1) + differs(row, column)) {
      if (!differs(row, column))
        errors.push(Math.abs((heard[row - 1]?.start ?? 0) - (reference[column - 1]?.start ?? 0)));
      row--;
      column--;
    } else if (cost(row, column) === cost(row - 1, column) + 1) row--;
    else column--;
  }
  return errors.sort((one, other) => one - other);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

describe.each([
  ['meeting2.wav', 'meeting2.json'],
  ['video.mp4', 'video.json'],
  ['long3.m4a', 'long3.json'],
])('%s', (file, referenceFile) => {
  let windows: Window[];
  let reference: TimedWord[];
  beforeAll(async () => {
    windows = await recognizeWindows(file);
    reference = await referenceWords(referenceFile);
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
