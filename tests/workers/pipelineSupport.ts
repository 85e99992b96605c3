import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Recognition, RecognizeRequest, Recognizer } from '../../electron/workers/engines/recognizer.ts';
import { transcribe } from '../../electron/workers/pipeline/transcribe.ts';
import type { FinishedWindow, TranscribeEvent, TranscribeJob } from '../../shared/contract/worker.ts';
import { coverageFaults } from '../../shared/quality/coverage.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { sampleModel, sharedFixtures } from '../support/fixtures.ts';
import { ffmpegPath } from '../support/media.ts';

export const neverAborted = new AbortController().signal;
/** The Silero model, where the further fixtures are. */
export const speechModelPath = sharedFixtures && join(sharedFixtures, 'models', 'silero_vad_16k_op15.onnx');

/** A folder that is removed when it is disposed of. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'trax-pipeline-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A job for a recording, with the defaults of a test. */
export function jobFor(path: string, folder: string, changes: Partial<TranscribeJob> = {}): TranscribeJob {
  return {
    path,
    ffmpegPath,
    track: 0,
    duration: null,
    resumeAt: 0,
    textBefore: '',
    options: {
      engine: 'whisper.cpp',
      model: sampleModel,
      language: 'en',
      translate: false,
      hints: [],
      previousTextAsPrompt: false,
    },
    connection: { engine: 'whisper.cpp', serverPath: 'none', modelPath: sampleModel },
    speechModelPath,
    threads: 1,
    peaksPath: join(folder, 'peaks'),
    ...changes,
  };
}

/** A whole run: its windows, how it ended, and every event in order. */
export interface Run {
  readonly windows: FinishedWindow[];
  readonly text: string;
  readonly finished: Extract<TranscribeEvent, { type: 'finished' }>;
  readonly events: TranscribeEvent[];
}

/** Runs a job to its end and checks what must hold for every run: order, times, and every second accounted for. */
export async function run(job: TranscribeJob, recognizer: Recognizer, signal = neverAborted): Promise<Run> {
  const events: TranscribeEvent[] = [];
  for await (const event of transcribe(job, Promise.resolve(recognizer), signal)) events.push(event);
  const windows = events.flatMap((event) => (event.type === 'window' ? [event.window] : []));
  const finished = events.at(-1);
  if (finished?.type !== 'finished') return expect.fail('the run did not finish');
  const segments = windows.flatMap((window) => window.segments);
  const coverage = windows.flatMap((window) => window.coverage);
  if (finished.duration > job.resumeAt) {
    expect(coverageFaults(coverage, job.resumeAt, finished.duration)).toEqual([]);
    expect(
      coverageFaults(
        windows.map(({ start, end }) => ({ start, end, kind: 'text' })),
        job.resumeAt,
        finished.duration,
      ),
    ).toEqual([]);
  }
  expect(transcriptFaults(segments, finished.duration)).toEqual([]);
  return { windows, finished, events, text: segments.map((segment) => segment.text).join(' ') };
}

/** What a scripted recogniser says: whole sentences with their place in the samples, in seconds. */
export type Script = (
  request: RecognizeRequest,
  call: number,
) => [text: string, start: number, end: number][];

/** A recogniser that answers from a script, and remembers what it was asked. */
export function scriptedRecognizer(script: Script): Recognizer & { readonly requests: RecognizeRequest[] } {
  const requests: RecognizeRequest[] = [];
  return {
    longestWindow: 30,
    requests,
    async recognize(request, signal): Promise<Recognition> {
      signal.throwIfAborted();
      requests.push(request);
      const segments = script(request, requests.length - 1).map(([text, start, end]) => {
        const words = text.split(' ');
        const step = (end - start) / words.length;
        return {
          start,
          end,
          text,
          words: words.map((each, index) => ({
            text: each,
            start: start + index * step,
            end: start + (index + 1) * step,
            probability: 0.9,
          })),
          averageLogProbability: -0.1,
          noSpeechProbability: 0.01,
        };
      });
      return { segments, language: 'en', raw: { call: requests.length } };
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** Says nothing, whatever it hears. */
export const silentScript: Script = () => [];
