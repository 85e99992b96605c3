import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraxEvent } from '../../shared/contract/events.ts';
import { parsePeaks } from '../../shared/formats/peaks.ts';
import { coverageFaults } from '../../shared/quality/coverage.ts';
import { wordErrorRate } from '../../shared/quality/wordErrorRate.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { sample, sharedFixtures } from '../support/fixtures.ts';
import { referenceText, referenceWords } from '../support/reference.ts';
import { quantile, startErrors } from '../support/startErrors.ts';

/** Word errors that each sample may have, as measured with the bare engine; see the models' own notes. */
const bounds: Record<string, number> = {
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`s${String(at + 1).padStart(2, '0')}.wav`, 0]),
  ),
  'video.mp4': 0,
  'silence.wav': 0,
  'noise.wav': 0,
  'meeting2.wav': 0.07,
  'long3.m4a': 0.03,
  'long3.opus': 0.03,
};
const speech = Object.keys(bounds).filter((name) => name !== 'silence.wav' && name !== 'noise.wav');

/** Ten minutes once more, in another container and with the text before as a prompt, are a batch of their own. */
const inBatch = Object.keys(bounds).filter((name) => name !== 'long3.opus');

const stack = new AsyncDisposableStack();
let core: TestCore;
let batchId: string;
const ids = new Map<string, string>();

beforeAll(async () => {
  core = await startCore(stack);
  const { ids: added, ...rest } = await core.add(inBatch.map(sample));
  batchId = rest.batchId;
  // The text before as a prompt: there the bare engine loses a third of the ten minutes.
  const prompted = await core.add([sample('long3.opus')], { previousTextAsPrompt: true });
  for (const [index, id] of [...added, ...prompted.ids].entries()) {
    ids.set([...inBatch, 'long3.opus'][index] ?? '', id);
    await core.ended(id);
  }
}, 300_000);
afterAll(() => stack.disposeAsync());

const idOf = (name: string): string => ids.get(name) ?? '';
const durationOf = async (name: string) => (await core.client.library.get({ id: idOf(name) })).duration ?? 0;

/** What the database holds of a recording's transcript. */
async function storedOf(name: string) {
  const rows = await core.query<{
    text_content: string;
    segments: { start: number; end: number; text: string }[];
    raw_content: { windows: { start: number; end: number; answers: object[] }[] };
    journal: number;
  }>(
    `select text_content, segments, raw_content,
       (select count(*)::int from transcript_windows w where w.transcript_id = t.id) as journal
     from transcription_results t where media_file_id = $1`,
    idOf(name),
  );
  expect(rows).toHaveLength(1);
  return rows[0] as (typeof rows)[number];
}

describe('the bundled recordings', () => {
  it('are all done, and so is their batch', async () => {
    const batch = (await core.client.queue.batches({})).find(({ id }) => id === batchId);
    const count = inBatch.length;
    expect(batch).toMatchObject({
      status: 'completed',
      totalFiles: count,
      processedFiles: count,
      failedFiles: 0,
      progress: 1,
    });
    const { entries } = await core.client.queue.entries({ batchId });
    expect(new Set(entries.map(({ item }) => `${item.task} ${item.state} ${item.progress}`))).toEqual(
      new Set(['transcribe done 1']),
    );
  });

  it.each(Object.entries(bounds))('%s has at most %d of its words wrong', async (name, bound) => {
    const { text } = await core.transcriptOf(idOf(name));
    expect(wordErrorRate(await referenceText(name), text)).toBeLessThanOrEqual(bound);
  });

  it.each(speech)(
    '%s has its words in order, in the file, none short, with a probability each',
    async (name) => {
      const { segments, warnings } = await core.transcriptOf(idOf(name));
      expect(transcriptFaults(segments, await durationOf(name))).toEqual([]);
      expect(segments.some(({ confidenceIsEstimated }) => confidenceIsEstimated)).toBe(false);
      expect(warnings.map(({ kind }) => kind)).not.toContain('estimated-confidence');
      const confidences = segments.flatMap(({ words }) => words.map(({ confidence }) => confidence));
      expect(Math.min(...confidences)).toBeGreaterThan(0);
      expect(new Set(confidences).size).toBeGreaterThan(confidences.length / 2);
    },
  );

  it.each(['meeting2.wav', 'video.mp4', 'long3.m4a', 'long3.opus'])(
    '%s has its words where they are said: median 100 ms, nine of ten within 250 ms',
    async (name) => {
      const { segments } = await core.transcriptOf(idOf(name));
      const reference = await referenceWords(name);
      const errors = startErrors(
        segments.flatMap(({ words }) => words),
        reference,
      );
      expect(errors.length).toBeGreaterThan(reference.length * 0.93);
      expect(quantile(errors, 0.5)).toBeLessThanOrEqual(0.1);
      expect(quantile(errors, 0.9)).toBeLessThanOrEqual(0.25);
    },
  );

  it.each(Object.keys(bounds))('%s has every moment accounted for, and its waveform', async (name) => {
    const duration = await durationOf(name);
    const { coverage, isComplete, transcribedUntil } = await core.transcriptOf(idOf(name));
    expect(isComplete).toBe(true);
    expect(transcribedUntil).toBeCloseTo(duration, 5);
    expect(coverageFaults(coverage, 0, duration)).toEqual([]);
    const answer = await core.serveMedia(new Request(`http://trax/peaks/${idOf(name)}`));
    const peaks = parsePeaks(await answer.bytes());
    expect(peaks?.values.length).toBe(2 * Math.ceil(Number((duration * 50).toFixed(6))));
    if (speech.includes(name)) expect(Math.max(...(peaks?.values ?? []))).toBeGreaterThan(20);
  });

  it.each(Object.keys(bounds))(
    '%s is stored with the engine’s own words, and no journal is left',
    async (name) => {
      const { segments, isComplete } = await core.transcriptOf(idOf(name));
      const stored = await storedOf(name);
      expect(isComplete).toBe(true);
      expect(stored.journal).toBe(0);
      expect(stored.text_content).toBe(segments.map(({ text }) => text).join('\n'));
      expect(stored.segments).toMatchObject(
        segments.map(({ start, end, text, words }) => ({ start, end, text, words })),
      );
      const { windows } = stored.raw_content;
      const reached = windows.map(({ start }, at) => start - (windows[at - 1]?.end ?? 0));
      expect(reached.every((gap) => Math.abs(gap) < 1e-6)).toBe(true);
      if (speech.includes(name)) {
        expect(windows.every(({ answers }) => Array.isArray(answers))).toBe(true);
        expect(JSON.stringify(windows[0]?.answers)).toContain('avg_logprob');
      }
    },
  );

  it.each(['silence.wav', 'noise.wav'])('%s says itself that nobody spoke', async (name) => {
    const { segments, warnings, wordCount, accuracyEstimate } = await core.transcriptOf(idOf(name));
    expect({ segments, wordCount, accuracyEstimate }).toEqual({
      segments: [],
      wordCount: 0,
      accuracyEstimate: null,
    });
    expect(warnings.map(({ kind }) => kind)).toContain('no-speech');
  });

  it.each(['long3.m4a', 'long3.opus'])('%s could be read while it grew, from start to end', (name) => {
    const id = idOf(name);
    const grown = core.events.findIndex((event) => isSegmentsOf(event, id));
    const done = core.events.findIndex(
      (event) => event.type === 'item' && event.item.recordingId === id && isEnd(event),
    );
    expect(grown).toBeGreaterThan(-1);
    expect(grown).toBeLessThan(done);
    const shares = core.events.flatMap((event) =>
      event.type === 'item' && event.item.recordingId === id && event.item.stage === 'recognizing'
        ? [event.item.progress]
        : [],
    );
    expect(shares.length).toBeGreaterThan(15);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(core.events.filter((event) => isSegmentsOf(event, id)).length).toBeGreaterThan(15);
  });
});

function isSegmentsOf(event: TraxEvent, recordingId: string): boolean {
  return event.type === 'segments' && event.recordingId === recordingId;
}

function isEnd(event: TraxEvent): boolean {
  return event.type === 'item' && event.item.task === 'transcribe' && event.item.state === 'done';
}

describe.skipIf(!sharedFixtures)('with the models of TRAX_MODELS_DIR (needs ../shared/fixtures)', () => {
  it('a model is found by name, and the voice activity model beside it is used', async () => {
    await using more = new AsyncDisposableStack();
    const other = await startCore(more, { modelFolders: [join(sharedFixtures ?? '', 'models')] });
    const names = ['meeting2.wav', 'video.mp4', 's01.wav', 'noise.wav'];
    const added = await other.add(names.map(sample), { model: 'trax-test.en' });
    for (const [index, id] of added.ids.entries()) {
      const name = names[index] ?? '';
      expect(await other.ended(id)).toMatchObject({ state: 'done' });
      const { text, warnings } = await other.transcriptOf(id);
      expect(wordErrorRate(await referenceText(name), text)).toBeLessThanOrEqual(bounds[name] ?? 0);
      expect(warnings.map(({ kind }) => kind)).not.toContain('energy-detector');
    }
  });
});
