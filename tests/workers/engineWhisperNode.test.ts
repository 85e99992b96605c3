import { describe, expect, test } from 'vitest';
import { findWhisperNode } from '../../electron/core/tools/whisper.mjs';
import { createRecognizer } from '../../electron/workers/engines/engines.ts';
import { toFailure } from '../../shared/errors.ts';
import { sample, sampleModel } from '../support/fixtures.ts';
import { requestFor, soundOf } from './engineSound.ts';

const modulePath = findWhisperNode() ?? '';
const neverAborted = new AbortController().signal;
const surroundings = { threads: 2, signal: neverAborted, onProcess: () => {} };
const connection = { engine: 'whisper.node' as const, modulePath, modelPath: sampleModel };

async function failureOf(promise: Promise<unknown>) {
  return toFailure(
    await promise.then(
      () => expect.fail('it did not fail'),
      (error: unknown) => error,
    ),
  );
}

test('an engine that is not installed is a missing engine', async () => {
  const failure = await failureOf(
    createRecognizer({ ...connection, modulePath: '/nowhere/index.js' }, surroundings),
  );
  expect(failure).toMatchObject({ code: 'ENGINE_MISSING', details: { engine: 'whisper.node' } });
});

test('a file that is no model never reaches the engine', async () => {
  const failure = await failureOf(
    createRecognizer({ ...connection, modelPath: sample('s01.wav') }, surroundings),
  );
  expect(failure).toMatchObject({ code: 'MODEL_DAMAGED' });
});

describe.skipIf(!modulePath)(
  'with @fugood/whisper.node (installed by the set-up where no compiler is)',
  () => {
    test('a sentence comes back as words with estimated times and without probabilities', async () => {
      await using recognizer = await createRecognizer(connection, surroundings);
      const samples = await soundOf('s05.wav');
      const { segments, language } = await recognizer.recognize(requestFor(samples), neverAborted);
      const words = segments.flatMap((segment) => segment.words);
      expect(words.map(({ text }) => text).join(' ')).toBe('We will talk about the document again.');
      expect(words.every(({ probability }) => probability === null)).toBe(true);
      expect(words.at(-1)?.end).toBeLessThanOrEqual(samples.length / 16_000 + 0.1);
      expect(language).toBe('en');
    });

    test('aborting ends a window, and the next one is heard', async () => {
      await using recognizer = await createRecognizer(connection, surroundings);
      const abort = new AbortController();
      const recognition = failureOf(recognizer.recognize(requestFor(await soundOf('s01.wav')), abort.signal));
      abort.abort();
      expect(await recognition).toMatchObject({ code: 'CANCELLED' });
      const { segments } = await recognizer.recognize(requestFor(await soundOf('s04.wav')), neverAborted);
      expect(segments[0]?.text).toBe('Hello Emma.');
    });
  },
);
