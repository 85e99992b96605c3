import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Changes, Segment } from '../../shared/contract/transcripts.ts';
import type { AskedCommand } from '../../shared/transcript/editCommand.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { sample } from '../support/fixtures.ts';
import { storeTranscript } from '../support/storedTranscript.ts';

let stack: AsyncDisposableStack;
let core: TestCore;
let transcriptId: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  core = await startCore(stack);
  ({ transcriptId } = await storeTranscript(core, ['one two three', 'four five', 'six seven eight']));
});
afterEach(() => stack.disposeAsync());

const segments = async (): Promise<Segment[]> =>
  (await core.client.transcripts.segments({ transcriptId, limit: 5000 })).segments;
const texts = async () => (await segments()).map(({ text }) => text);
const edit = (command: AskedCommand, seen: Record<string, number> = {}): Promise<Changes> =>
  core.client.transcripts.edit({ transcriptId, command, seen });
const storedText = async () =>
  (
    await core.query<{ text_content: string }>(
      'select text_content from transcription_results where id = $1',
      transcriptId,
    )
  )[0]?.text_content;
/** The text for other programs follows some moments later. */
const patience = { timeout: 10_000 };
const at = async (place: number): Promise<Segment> => {
  const segment = (await segments())[place];
  if (!segment) throw new Error(`There is no segment ${place}`);
  return segment;
};
const untracked = (all: readonly Segment[]) => all.map(({ revision: _, ...segment }) => segment);

describe('an edit', () => {
  test('is stored with the text that other programs read, and never touches what the engine wrote', async () => {
    const engine = () =>
      core.query('select segments, raw_content from transcription_results where id = $1', transcriptId);
    const before = await engine();
    const { id } = await at(1);
    const changes = await edit({ type: 'editText', id, text: 'four and five' });
    expect(changes).toMatchObject({ sequence: 1, canUndo: true, canRedo: false });
    expect(changes.put).toMatchObject([{ id, text: 'four and five', revision: 1 }]);
    await expect.poll(storedText, patience).toBe('one two three\nfour and five\nsix seven eight');
    expect(await core.client.transcripts.get({ id: transcriptId })).toMatchObject({
      wordCount: 9,
      segmentCount: 3,
    });
    expect(await engine()).toEqual(before);
    expect(transcriptFaults(await segments(), 60)).toEqual([]);
  });

  test('that changes nothing leaves no trace', async () => {
    const { id } = await at(1);
    expect(await edit({ type: 'editText', id, text: ' four  five ' })).toMatchObject({
      sequence: 0,
      put: [],
    });
    expect(await core.client.transcripts.log({ transcriptId })).toEqual([]);
  });

  test('comes to every other window as an event', async () => {
    const { id } = await at(0);
    await edit({ type: 'delete', id });
    await core.when(async () => core.events.some((event) => event.type === 'edited' && event.sequence === 1));
  });

  test('of every kind keeps the transcript in order, and undoing all gives back the start', async () => {
    const start = await segments();
    const [first, second, third] = [await at(0), await at(1), await at(2)];
    const newId = randomUUID();
    const commands: AskedCommand[] = [
      { type: 'split', id: first.id, at: 4, newId },
      { type: 'editText', id: newId, text: 'zwei drei vier' },
      { type: 'setSpeaker', id: newId, speaker: 'Anna', scope: 'onward' },
      { type: 'renameSpeaker', from: 'Anna', to: 'Berta' },
      { type: 'merge', id: second.id, into: newId },
      { type: 'moveBoundary', id: first.id, next: newId, at: 0.4 },
      { type: 'setTimes', id: third.id, start: third.start + 0.1, end: third.end },
      { type: 'insert', newId: randomUUID(), after: null, start: 0, end: 1, text: 'never', speaker: null },
      {
        type: 'insert',
        newId: randomUUID(),
        after: third.id,
        start: 40,
        end: 42,
        text: 'at last',
        speaker: 'Carl',
      },
      {
        type: 'replaceAll',
        texts: [
          { id: first.id, text: 'uno' },
          { id: third.id, text: 'sechs sieben' },
        ],
      },
      { type: 'markRight', id: third.id, word: 0 },
      { type: 'delete', id: newId },
    ];
    for (const command of commands) {
      await edit(command);
      expect(transcriptFaults(await segments(), 60)).toEqual([]);
    }
    await expect.poll(storedText, patience).toBe((await texts()).join('\n'));
    while ((await core.client.transcripts.undo({ transcriptId })).canUndo);
    expect(untracked(await segments())).toEqual(untracked(start));
    while ((await core.client.transcripts.redo({ transcriptId })).canRedo);
    expect(await texts()).toEqual(['uno', 'sechs sieben', 'at last']);
  });
});

describe('undo and redo', () => {
  const change = async (text: string) => edit({ type: 'editText', id: (await at(0)).id, text });

  test('go back and forth, and a new edit ends the way forth', async () => {
    await change('a');
    await change('b');
    await core.client.transcripts.undo({ transcriptId });
    await core.client.transcripts.undo({ transcriptId });
    expect(await core.client.transcripts.redo({ transcriptId })).toMatchObject({
      canUndo: true,
      canRedo: true,
    });
    expect((await texts())[0]).toBe('a');
    expect(await change('c')).toMatchObject({ canRedo: false });
    await core.client.transcripts.redo({ transcriptId });
    expect((await texts())[0]).toBe('c');
    await core.client.transcripts.undo({ transcriptId });
    await core.client.transcripts.redo({ transcriptId });
    expect((await texts())[0]).toBe('c');
    await core.client.transcripts.undo({ transcriptId });
    await core.client.transcripts.undo({ transcriptId });
    expect((await texts())[0]).toBe('one two three');
  });

  test('do nothing where there is nothing to do', async () => {
    expect(await core.client.transcripts.undo({ transcriptId })).toMatchObject({
      sequence: 0,
      canUndo: false,
    });
    expect(await core.client.transcripts.redo({ transcriptId })).toMatchObject({
      sequence: 0,
      canRedo: false,
    });
  });
});

describe('two windows', () => {
  test('editing different passages do not disturb each other', async () => {
    const [first, second] = [await at(0), await at(1)];
    await edit({ type: 'editText', id: first.id, text: 'from one' }, { [first.id]: 0 });
    await edit({ type: 'editText', id: second.id, text: 'from the other' }, { [second.id]: 0 });
    expect(await texts()).toEqual(['from one', 'from the other', 'six seven eight']);
  });

  test('editing the same passage: the second is told, and nothing is overwritten', async () => {
    const { id } = await at(0);
    await edit({ type: 'editText', id, text: 'from one' }, { [id]: 0 });
    await expect(edit({ type: 'editText', id, text: 'from the other' }, { [id]: 0 })).rejects.toMatchObject({
      code: 'EDIT_CONFLICT',
    });
    await edit({ type: 'delete', id }, { [id]: 1 });
    await expect(edit({ type: 'editText', id, text: 'too late' }, { [id]: 1 })).rejects.toMatchObject({
      code: 'EDIT_CONFLICT',
    });
  });

  test('editing at the same moment: both are kept, one after the other', async () => {
    const all = await segments();
    await Promise.all(
      all.map(({ id }, index) => edit({ type: 'editText', id, text: `new ${index}` }, { [id]: 0 })),
    );
    expect(await texts()).toEqual(['new 0', 'new 1', 'new 2']);
    expect(await core.client.transcripts.log({ transcriptId })).toHaveLength(3);
  });

  test('hear what the other changed and removed', async () => {
    const [first, second, third] = [await at(0), await at(1), await at(2)];
    await edit({ type: 'merge', id: second.id, into: first.id });
    await edit({ type: 'setSpeaker', id: third.id, speaker: 'Anna', scope: 'one' });
    const changes = await core.client.transcripts.changes({ transcriptId, since: 0 });
    expect(changes).toMatchObject({ sequence: 2, removed: [second.id] });
    expect(changes.put.map(({ id, speaker }) => [id, speaker])).toEqual([
      [first.id, null],
      [third.id, 'Anna'],
    ]);
    await core.client.transcripts.undo({ transcriptId });
    await core.client.transcripts.undo({ transcriptId });
    expect(await core.client.transcripts.changes({ transcriptId, since: 2 })).toMatchObject({ removed: [] });
  });
});

describe('versions', () => {
  test('any earlier state can be looked at and restored, and the restoring undone', async () => {
    const start = await segments();
    const [first, second] = [await at(0), await at(1)];
    await edit({ type: 'split', id: first.id, at: 4, newId: randomUUID() });
    await edit({ type: 'delete', id: second.id });
    await core.client.transcripts.undo({ transcriptId });
    await edit({ type: 'editText', id: second.id, text: 'changed' });
    const textsAt = async (sequence: number) =>
      (await core.client.transcripts.version({ transcriptId, sequence })).map(({ text }) => text);
    expect(await textsAt(0)).toEqual(['one two three', 'four five', 'six seven eight']);
    expect(await textsAt(2)).toEqual(['one', 'two three', 'six seven eight']);
    expect(await textsAt(4)).toEqual(['one', 'two three', 'changed', 'six seven eight']);
    await core.client.transcripts.restore({ transcriptId, sequence: 0 });
    expect(untracked(await segments())).toEqual(untracked(start));
    await core.client.transcripts.undo({ transcriptId });
    expect(await texts()).toEqual(['one', 'two three', 'changed', 'six seven eight']);
    const log = await core.client.transcripts.log({ transcriptId });
    expect(log.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
      'undo restore',
      'edit restore',
      'edit editText',
      'undo restore',
      'edit delete',
      'edit split',
    ]);
  });
});

test('what is edited while it is transcribed stays, and what the engine wrote is kept beside it', async () => {
  const { ids } = await core.add([sample('meeting2.wav')]);
  const recordingId = ids[0] ?? '';
  transcriptId = await core.when(async () => {
    const found = (await core.client.library.get({ id: recordingId })).transcriptId;
    return (
      found && (await core.client.transcripts.segments({ transcriptId: found })).segments.length > 0 && found
    );
  });
  const first = await at(0);
  await edit({ type: 'editText', id: first.id, text: 'Somebody works in Berlin.' });
  expect(await core.ended(recordingId)).toMatchObject({ state: 'done' });
  const [row] = await core.query<{ segments: { text: string }[] }>(
    'select segments from transcription_results where id = $1',
    transcriptId,
  );
  expect(row?.segments[0]?.text).toBe(first.text);
  expect(row?.segments).toHaveLength((await segments()).length);
  expect((await texts())[0]).toBe('Somebody works in Berlin.');
  await expect.poll(storedText, patience).toBe((await texts()).join('\n'));
});

test('a transcript that is not there is said to be missing', async () => {
  await expect(core.client.transcripts.undo({ transcriptId: randomUUID() })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
