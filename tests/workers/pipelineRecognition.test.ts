import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findWhisperServer } from '../../electron/core/tools/whisper.mjs';
import { createRecognizer } from '../../electron/workers/engines/engines.ts';
import type { Recognizer } from '../../electron/workers/engines/recognizer.ts';
import { wordErrorRate } from '../../shared/quality/wordErrorRate.ts';
import { sample, sampleModel, sharedFixtures } from '../support/fixtures.ts';
import { makeChord } from '../support/media.ts';
import { referenceText } from '../support/reference.ts';
import { jobFor, neverAborted, run, speechModelPath, temporaryFolder } from './pipelineSupport.ts';

const serverPath = findWhisperServer() ?? 'whisper-server is not built: run the set-up';
let recognizer: Recognizer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  const connection = { engine: 'whisper.cpp' as const, serverPath, modelPath: sampleModel };
  recognizer = await createRecognizer(connection, {
    threads: 1,
    signal: neverAborted,
    onProcess: () => undefined,
  });
});

afterAll(async () => {
  await recognizer?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function errorRateOf(name: string, changes: Parameters<typeof jobFor>[2] = {}): Promise<number> {
  const { text } = await run(jobFor(sample(name), folder.path, changes), recognizer);
  return wordErrorRate(await referenceText(name), text);
}

const detectors = [
  { detector: 'the energy detector', speechModel: null },
  ...(speechModelPath ? [{ detector: 'Silero', speechModel: speechModelPath }] : []),
];

describe.each(detectors)('with $detector', ({ speechModel }) => {
  const speech = { speechModelPath: speechModel };

  test.each(Array.from({ length: 12 }, (_, index) => `s${String(index + 1).padStart(2, '0')}.wav`))(
    '%s is written down without an error',
    async (name) => {
      expect(await errorRateOf(name, speech)).toBe(0);
    },
  );

  test('the video is written down without an error', async () => {
    expect(await errorRateOf('video.mp4', { ...speech, track: 1 })).toBe(0);
  });

  test('the meeting has at most 7 % word errors', async () => {
    expect(await errorRateOf('meeting2.wav', speech)).toBeLessThanOrEqual(0.07);
  });

  test.each(['silence.wav', 'noise.wav'])('%s has no text', async (name) => {
    const { windows } = await run(jobFor(sample(name), folder.path, speech), recognizer);
    expect(windows.flatMap((window) => window.segments)).toEqual([]);
  });

  test('music has no text', async () => {
    const music = await makeChord(join(folder.path, 'music.wav'), 12);
    const { windows } = await run(jobFor(music, folder.path, speech), recognizer);
    expect(windows.flatMap((window) => window.segments)).toEqual([]);
  });
});

describe.skipIf(!sharedFixtures)('recordings of the shared fixtures', () => {
  test('speech after forty seconds of silence leaves the silence without text', async () => {
    const path = join(sharedFixtures ?? '', 'audio/odd-derived/speech-after-40s-silence.wav');
    const { windows } = await run(jobFor(path, folder.path), recognizer);
    expect(windows.flatMap((window) => window.segments).filter((segment) => segment.end < 39)).toEqual([]);
    expect(windows[0]?.coverage[0]).toMatchObject({ start: 0, kind: 'silence' });
  });
});
