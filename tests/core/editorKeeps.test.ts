import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { sample } from '../support/fixtures.ts';
import { storeTranscript } from '../support/storedTranscript.ts';

let stack: AsyncDisposableStack;
let core: TestCore;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  core = await startCore(stack, { alignAfter: 0 });
});
afterEach(() => stack.disposeAsync());

describe('what the editor keeps beside the text', () => {
  test('are notes and bookmarks, in order, which go where the recording goes', async () => {
    const { recordingId, transcriptId } = await storeTranscript(core, ['one two', 'three']);
    const { notes } = core.client;
    const [late, early] = [randomUUID(), randomUUID()];
    await notes.put({ recordingId, id: late, at: 12.5, text: 'ask again' });
    await notes.put({ recordingId, id: early, at: 3, text: '' });
    await notes.put({ recordingId, id: late, at: 12.5, text: 'ask Anna again' });
    expect(await notes.list({ recordingId })).toMatchObject([
      { id: early, at: 3, text: '' },
      { id: late, at: 12.5, text: 'ask Anna again' },
    ]);
    const { content } = await core.client.exports.render({ transcriptId, format: 'json' });
    expect(JSON.parse(content).notes).toEqual([
      { at: 3, text: '' },
      { at: 12.5, text: 'ask Anna again' },
    ]);
    expect(await notes.remove({ id: early })).toEqual({ removed: 1 });
    await expect(notes.put({ recordingId: randomUUID(), id: early, at: 0, text: '' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(core.events).toContainEqual({ type: 'notes', recordingId });
    await core.query('delete from media_files where id = $1', recordingId);
    expect(await core.query('select from recording_notes')).toEqual([]);
  });

  test('are replacements, looked at and made in every recording, each as one edit', async () => {
    const first = await storeTranscript(core, ['the Jonson file', 'no one']);
    const second = await storeTranscript(core, ['Jonson and jonson', 'a 5 kg bag']);
    await storeTranscript(core, ['nothing of it']);
    const { replacements, transcripts } = core.client;
    const rules = [
      { text: 'jonson', replacement: 'Johnson', matchesCase: false, wholeWords: true, isPattern: false },
      { text: '(\\d) kg', replacement: '$1 kilos', matchesCase: false, wholeWords: false, isPattern: true },
    ];
    const set = { id: randomUUID(), name: 'Names', rules };
    await replacements.put(set);
    expect(await replacements.list()).toEqual([set]);
    const foreseen = await replacements.preview({ rules, transcriptId: null });
    expect(foreseen.map(({ transcriptId, count }) => [transcriptId, count])).toEqual([
      [first.transcriptId, 1],
      [second.transcriptId, 2],
    ]);
    expect(foreseen[1]?.samples).toEqual([
      { at: 0, before: 'Jonson and jonson', after: 'Johnson and Johnson' },
      { at: 10, before: 'a 5 kg bag', after: 'a 5 kilos bag' },
    ]);
    const transcriptIds = foreseen.map(({ transcriptId }) => transcriptId);
    expect(await replacements.apply({ rules, transcriptIds })).toEqual({ transcripts: 2, segments: 3 });
    const texts = async () =>
      (await transcripts.segments({ transcriptId: second.transcriptId })).segments.map(({ text }) => text);
    expect(await texts()).toEqual(['Johnson and Johnson', 'a 5 kilos bag']);
    await transcripts.undo({ transcriptId: second.transcriptId });
    expect(await texts()).toEqual(['Jonson and jonson', 'a 5 kg bag']);
    const endless = [{ text: '(\\w+\\s?)+!', replacement: '', isPattern: true }];
    await storeTranscript(core, ['a word '.repeat(40)]);
    await expect(replacements.preview({ rules: endless, transcriptId: null })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await replacements.remove({ id: set.id })).toEqual({ removed: 1 });
  });

  test('is a transcript whose times are all moved and stretched, and moved back', async () => {
    const { transcriptId } = await storeTranscript(core, ['one two', 'three']);
    const { transcripts } = core.client;
    const segments = async () => (await transcripts.segments({ transcriptId })).segments;
    const before = await segments();
    const command = { type: 'retime', from: null, offset: 2, factor: 1.5 } as const;
    await transcripts.edit({ transcriptId, command });
    const after = await segments();
    expect(after.map(({ start, end }) => [start, end])).toEqual([
      [2, 3.5],
      [17, 17.75],
    ]);
    expect(transcriptFaults(after, 60)).toEqual([]);
    await transcripts.undo({ transcriptId });
    expect((await segments()).map(({ revision: _, ...each }) => each)).toEqual(
      before.map(({ revision: _, ...each }) => each),
    );
  });
});

test('a file that was moved is found again by its contents, and another one only where that is wished', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trax-locate-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const [path, moved, other] = ['talk.wav', 'elsewhere.wav', 'other.wav'].map((name) => join(folder, name));
  if (!path || !moved || !other) throw new Error('There are three files');
  await copyFile(sample('s01.wav'), path);
  await copyFile(sample('s02.wav'), other);
  const { ids } = await core.add([path]);
  const id = ids[0] ?? '';
  await core.ended(id);
  const { library } = core.client;
  await rename(path, moved);
  expect(await library.get({ id })).toMatchObject({ path, isMissing: true });
  expect(await library.locate({ id, path: other })).toEqual({ isSame: false });
  expect(await library.get({ id })).toMatchObject({ path, isMissing: true });
  expect(await library.locate({ id, path: moved })).toEqual({ isSame: true });
  expect(await library.get({ id })).toMatchObject({ path: moved, isMissing: false });
  expect(await library.locate({ id, path: other, mayDiffer: true })).toEqual({ isSame: false });
  expect(await library.get({ id })).toMatchObject({ path: other, isMissing: false });
  await expect(library.locate({ id, path: join(folder, 'no.wav') })).rejects.toMatchObject({
    code: 'FILE_NOT_FOUND',
  });
});

test('a line that a person wrote is found in the sound again, and undo steps over that', async () => {
  const { ids } = await core.add([sample('meeting2.wav')]);
  await core.ended(ids[0] ?? '');
  const { transcripts } = core.client;
  const { segments, id: transcriptId } = await core.transcriptOf(ids[0] ?? '');
  const [original, next] = segments;
  if (!original || !next) throw new Error('The recording has no two paragraphs');
  const newId = randomUUID();
  await transcripts.edit({ transcriptId, command: { type: 'delete', id: original.id } });
  const { start, end, text } = original;
  const guess = await transcripts.edit({
    transcriptId,
    command: { type: 'insert', newId, after: null, start, end, text, speaker: null },
  });
  const aligned = await core.when(async () => {
    const log = await transcripts.log({ transcriptId });
    return log[0]?.kind === 'align' && (await transcripts.segments({ transcriptId })).segments[0];
  });
  const off = (words: typeof original.words) =>
    Math.max(...words.map((word, place) => Math.abs(word.start - (original.words[place]?.start ?? 0))));
  expect(aligned).toMatchObject({ id: newId, text, start, end });
  expect(off(guess.put[0]?.words ?? [])).toBeGreaterThan(0.15);
  expect(off(aligned.words)).toBeLessThan(0.1);

  // Who saw the line before that may still edit it; what somebody else wrote is in the way as always.
  const seen = { [newId]: guess.sequence };
  const command = { type: 'editText', id: newId, text: text.replace('Alice', 'Alicia') } as const;
  const edited = await transcripts.edit({ transcriptId, command, seen });
  expect(edited.put[0]?.words.slice(1)).toEqual(aligned.words.slice(1));
  await expect(
    transcripts.edit({ transcriptId, command: { ...command, text: 'no' }, seen }),
  ).rejects.toMatchObject({
    code: 'EDIT_CONFLICT',
  });
  const first = async () => (await transcripts.segments({ transcriptId })).segments[0];
  await transcripts.undo({ transcriptId });
  expect(await first()).toMatchObject({ id: newId, text, words: aligned.words });
  await transcripts.undo({ transcriptId });
  expect((await first())?.id).toBe(next.id);
  await transcripts.redo({ transcriptId });
  expect(await first()).toMatchObject({ id: newId, words: aligned.words });
});
