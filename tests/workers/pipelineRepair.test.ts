import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleRate } from '../../electron/workers/engines/recognizer.ts';
import { endOfProcess } from '../../shared/endOfProcess.ts';
import { TraxError } from '../../shared/errors.ts';
import { sample } from '../support/fixtures.ts';
import { sentences } from '../support/sentences.ts';
import {
  jobFor,
  run,
  type Script,
  scriptedRecognizer,
  silentScript,
  temporaryFolder,
} from './pipelineSupport.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});

afterAll(() => folder[Symbol.asyncDispose]());

const meeting = () => jobFor(sample('meeting2.wav'), folder.path, { speechModelPath: null });
const secondsOf = (samples: Float32Array) => samples.length / sampleRate;

/** A name for each call. */
function nameOf(call: number): string {
  return `Call${String.fromCharCode(97 + call)}`;
}

/** As whisper.cpp does on this recording with previous text: a whole window becomes one line. */
const collapse: ReturnType<Script> = [['The number is ten.', 0, 29]];
/** And this is what it makes of others: a good beginning, then one phrase to the end. */
const loop: ReturnType<Script> = [
  ['We begin as it should be.', 0.5, 3],
  ['Then comes the next one.', 3, 6],
  ...Array.from({ length: 12 }, (_, index): ReturnType<Script>[number] => [
    'The box is green.',
    6 + index * 2,
    8 + index * 2,
  ]),
];

describe('recorded bad output', () => {
  test('a window that collapsed into one line is heard again without previous text', async () => {
    const recognizer = scriptedRecognizer((request, call) =>
      call === 0 ? collapse : sentences(secondsOf(request.samples), nameOf(call)),
    );
    const { text, windows } = await run(meeting(), recognizer);
    expect(text).not.toContain('The number is ten');
    expect(windows[0]?.discarded).toMatchObject([{ text: 'The number is ten.', reason: 'gap' }]);
    expect(windows[0]?.segments.every((segment) => segment.flags.includes('repaired-loop'))).toBe(true);
    expect(windows[1]?.segments.some((segment) => segment.flags.includes('repaired-loop'))).toBe(false);
  });

  test('a loop is cut where it began; what was before it stays, the rest is heard again', async () => {
    const recognizer = scriptedRecognizer((request, call) =>
      call === 0 ? loop : sentences(secondsOf(request.samples), nameOf(call)),
    );
    const { text, windows } = await run(meeting(), recognizer);
    expect(text).toContain('We begin as it should be. Then comes the next one.');
    expect(text).not.toContain('The box is green');
    expect(windows[0]?.discarded[0]).toMatchObject({ reason: 'loop' });
    expect(windows[0]?.discarded[0]?.text).toContain('The box is green. The box is green.');
    const [first, second] = recognizer.requests;
    expect(secondsOf(second?.samples ?? new Float32Array())).toBeLessThan(
      secondsOf(first?.samples ?? new Float32Array()) - 4,
    );
    expect(second?.previousText).toBe('');
  });

  test('what loops at every attempt is tried in halves and warmer, kept once, and shown as unresolved', async () => {
    const recognizer = scriptedRecognizer(() => loop.slice(2));
    const { text, windows } = await run(meeting(), recognizer);
    const temperatures = new Set(recognizer.requests.map((request) => request.temperature));
    expect([...temperatures]).toEqual([0, 0.2, 0.4]);
    expect(text.match(/The box is green/g)?.length).toBeLessThanOrEqual(2 * windows.length);
    expect(windows.flatMap((window) => window.coverage).some((row) => row.kind === 'unresolved')).toBe(true);
  });

  test('a stretch that was left out is heard once more, alone, and its text marked', async () => {
    const recognizer = scriptedRecognizer((request, call) => {
      const all = sentences(secondsOf(request.samples), nameOf(call));
      return call === 0 ? [...all.slice(0, 5), ...all.slice(9)] : all;
    });
    const { windows } = await run(meeting(), recognizer);
    expect(recognizer.requests.length).toBeGreaterThan(windows.length);
    const recovered = windows[0]?.segments.filter((segment) => segment.flags.includes('recovered')) ?? [];
    expect(recovered.length).toBeGreaterThan(0);
    expect(recovered[0]?.start).toBeGreaterThan(8);
    expect(recovered.at(-1)?.end).toBeLessThan(20);
  });

  test('speech that nothing is heard in is asked for twice, and then shown as unresolved', async () => {
    const recognizer = scriptedRecognizer(silentScript);
    const { windows, text } = await run(meeting(), recognizer);
    expect(text).toBe('');
    expect(recognizer.requests.length).toBeGreaterThan(windows.length);
    expect(recognizer.requests.every((request) => request.temperature === 0)).toBe(true);
    expect(windows[0]?.coverage.some((row) => row.kind === 'unresolved')).toBe(true);
  });
});

describe('text over what is no speech', () => {
  test('is never asked for in silence', async () => {
    const recognizer = scriptedRecognizer(() => [['Thanks for watching!', 0, 2]]);
    const { text, windows } = await run(
      jobFor(sample('silence.wav'), folder.path, { speechModelPath: null }),
      recognizer,
    );
    expect(text).toBe('');
    expect(recognizer.requests).toEqual([]);
    expect(windows.flatMap((window) => window.coverage)).toEqual([{ start: 0, end: 10, kind: 'silence' }]);
  });

  test('is kept as evidence when it was made up over noise', async () => {
    const recognizer = scriptedRecognizer(() => [['Thanks for watching!', 0, 2]]);
    const { text, windows } = await run(
      jobFor(sample('noise.wav'), folder.path, { speechModelPath: null }),
      recognizer,
    );
    expect(text).toBe('');
    expect(windows.flatMap((window) => window.discarded)).toMatchObject([
      { text: 'Thanks for watching!', reason: 'no-speech' },
    ]);
    expect(windows.flatMap((window) => window.coverage)).toEqual([{ start: 0, end: 10, kind: 'music' }]);
  });

  test('is flagged and kept when somebody said it', async () => {
    const recognizer = scriptedRecognizer(() => [['Thanks for watching!', 0.3, 2]]);
    const { windows } = await run(
      jobFor(sample('s01.wav'), folder.path, { speechModelPath: null }),
      recognizer,
    );
    expect(windows[0]?.segments).toMatchObject([{ text: 'Thanks for watching!', flags: ['outro-phrase'] }]);
  });
});

describe('what the recogniser is given', () => {
  test('is at most 30 seconds, at most ten hints, and no previous text unless it was asked for', async () => {
    const recognizer = scriptedRecognizer((request) => sentences(secondsOf(request.samples), 'Plain'));
    const hints = Array.from({ length: 20 }, (_, index) => `Term${index}`);
    const job = meeting();
    await run({ ...job, options: { ...job.options, hints } }, recognizer);
    for (const { samples, hints: given, previousText } of recognizer.requests) {
      expect(secondsOf(samples)).toBeLessThanOrEqual(30);
      expect(given).toHaveLength(10);
      expect(previousText).toBe('');
    }
  });

  test('is the accepted text before it when that was asked for, also after a resume', async () => {
    const recognizer = scriptedRecognizer((request, call) =>
      sentences(secondsOf(request.samples), nameOf(call)),
    );
    const job = meeting();
    await run(
      { ...job, textBefore: 'Stored before.', options: { ...job.options, previousTextAsPrompt: true } },
      recognizer,
    );
    expect(recognizer.requests[0]?.previousText).toBe('Stored before.');
    expect(recognizer.requests[1]?.previousText).toContain('Calla');
  });
});

test('a recogniser that crashed is asked the same once more; one that crashes again ends the run', async () => {
  const crashed = () => new TraxError('ENGINE_CRASHED', { reason: endOfProcess(null, 'SIGKILL') });
  const recognizer = scriptedRecognizer((request, call) => {
    if (call === 0) throw crashed();
    return sentences(secondsOf(request.samples), nameOf(call));
  });
  expect((await run(meeting(), recognizer)).text).toContain('Callb');
  const hopeless = scriptedRecognizer(() => {
    throw crashed();
  });
  await expect(run(meeting(), hopeless)).rejects.toMatchObject({ code: 'ENGINE_CRASHED' });
  expect(hopeless.requests).toHaveLength(2);
});
