import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEditor, type Editor } from '../../renderer/features/transcript/editor.ts';
import type { Unsaved, UnsavedStore } from '../../renderer/features/transcript/unsavedEdits.ts';
import { TraxError } from '../../shared/errors.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { storeTranscript } from '../support/storedTranscript.ts';

let stack: AsyncDisposableStack;
let core: TestCore;
let transcriptId: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  core = await startCore(stack);
  ({ transcriptId } = await storeTranscript(core, ['one two three four', 'five six', 'seven eight']));
});
afterEach(() => stack.disposeAsync());

/** A window's editor on the real core; what it could not store is collected. */
async function openWindow(
  changes: { left?: Unsaved[]; client?: Pick<TestCore['client'], 'transcripts'> } = {},
) {
  const failures: unknown[] = [];
  let kept: Unsaved = { commands: [], typed: {}, undecided: {}, places: {} };
  const unsaved: UnsavedStore = {
    keep: (next) => {
      kept = next;
    },
    takeLeft: async () => changes.left ?? [],
    close: () => undefined,
  };
  const client = changes.client ?? core.client;
  const duration = () => 60;
  const onFailure = (error: unknown) => failures.push(error);
  const editor = createEditor({ client, transcriptId, duration, unsaved, inspects: true, onFailure });
  stack.defer(() => editor.close());
  await editor.sync();
  return { editor, failures, kept: () => kept };
}
const texts = (editor: Editor) => editor.state.getState().segments.map(({ text }) => text);
const idAt = (editor: Editor, place: number) => editor.state.getState().segments[place]?.id ?? '';
const saved = (editor: Editor) => vi.waitFor(() => expect(editor.state.getState().saving).toBe('saved'));
const stored = async () =>
  (await core.client.transcripts.segments({ transcriptId })).segments.map(({ text }) => text);

describe('a window', () => {
  test('shows an edit at once and stores it, in order', async () => {
    const { editor } = await openWindow();
    const [first, newId] = [idAt(editor, 0), randomUUID()];
    editor.apply({ type: 'split', id: first, at: 8, newId });
    editor.apply({ type: 'editText', id: newId, text: 'drei vier' });
    editor.apply({ type: 'merge', id: newId, into: first });
    expect(texts(editor)).toEqual(['one two drei vier', 'five six', 'seven eight']);
    await saved(editor);
    expect(await stored()).toEqual(texts(editor));
    expect(transcriptFaults(editor.state.getState().segments, 60)).toEqual([]);
    await editor.undo();
    await editor.undo();
    expect(texts(editor)).toEqual(['one two', 'three four', 'five six', 'seven eight']);
    await editor.redo();
    expect(texts(editor)[1]).toBe('drei vier');
  });

  test('takes back and does again on the screen before the core has answered, also where somebody else was faster', async () => {
    const [one, other] = [await openWindow(), await openWindow()];
    const before = texts(one.editor);
    one.editor.apply({ type: 'split', id: idAt(one.editor, 0), at: 8, newId: randomUUID() });
    const after = texts(one.editor);
    const undoing = one.editor.undo();
    expect(texts(one.editor)).toEqual(before);
    const redoing = one.editor.redo();
    expect(texts(one.editor)).toEqual(after);
    await Promise.all([undoing, redoing]);
    await saved(one.editor);
    expect(texts(one.editor)).toEqual(after);
    expect(await stored()).toEqual(after);
    await other.editor.sync();
    other.editor.apply({ type: 'editText', id: idAt(other.editor, 2), text: 'from the other' });
    await saved(other.editor);
    await one.editor.undo();
    await saved(one.editor);
    expect(texts(one.editor)).toEqual(after);
    expect(await stored()).toEqual(after);
  });

  test('stores what is typed when it is asked to, before it is undone', async () => {
    const { editor, kept } = await openWindow();
    editor.type(idAt(editor, 1), 'five and si');
    expect(kept().typed).toEqual({ [idAt(editor, 1)]: 'five and si' });
    editor.flush();
    await saved(editor);
    expect(kept()).toEqual({ commands: [], typed: {}, undecided: {}, places: {} });
    expect((await stored())[1]).toBe('five and si');
    await editor.undo();
    expect(texts(editor)[1]).toBe('five six');
  });

  test('asks again about what a closed one left undecided, and about what it wrote where nothing is any more', async () => {
    const [one, other] = [await openWindow(), await openWindow()];
    const [second, third] = [idAt(one.editor, 1), idAt(one.editor, 2)];
    other.editor.apply({ type: 'editText', id: second, text: 'theirs' });
    other.editor.apply({ type: 'delete', id: third });
    await saved(other.editor);
    one.editor.apply({ type: 'editText', id: second, text: 'mine' });
    await saved(one.editor);
    const left = [{ ...one.kept(), typed: { [third]: 'mine too' } }];
    expect(left[0]?.undecided).toEqual({ [second]: 'mine' });
    one.editor.settle(second, null);
    expect(one.kept().undecided).toEqual({});
    const { editor } = await openWindow({ left });
    expect(editor.state.getState().conflicts).toEqual([
      { id: third, mine: 'mine too', theirs: null },
      { id: second, mine: 'mine', theirs: 'theirs' },
    ]);
  });

  test('takes up what a closed one left behind, even what was stored already', async () => {
    const [{ id } = { id: '' }] = (await core.client.transcripts.segments({ transcriptId })).segments;
    const split = { type: 'split', id, at: 4, newId: randomUUID() } as const;
    await core.client.transcripts.edit({ transcriptId, command: split });
    const { editor, failures } = await openWindow({
      left: [{ commands: [split], typed: { [split.newId]: 'two three five' }, undecided: {}, places: {} }],
    });
    await saved(editor);
    expect(await stored()).toEqual(['one', 'two three five', 'five six', 'seven eight']);
    expect(failures).toEqual([]);
  });

  test('does once whatever was stored before the connection broke and its answer was lost', async () => {
    const lost: string[] = [];
    // The client makes its procedures when they are asked for, so that they cannot be copied.
    const transcripts = new Proxy(core.client.transcripts, {
      get: (all, name) => {
        const procedure = Reflect.get(all, name);
        if (!['edit', 'undo', 'redo', 'restore'].includes(String(name))) return procedure;
        return async (input: { request: string }) => {
          const changes = await procedure(input);
          if (lost.includes(input.request)) return changes;
          lost.push(input.request);
          throw new TraxError('DISCONNECTED');
        };
      },
    });
    const { editor, failures } = await openWindow({ client: { transcripts } });
    const begun = () => editor.state.getState().segments[0]?.start;
    editor.apply({ type: 'split', id: idAt(editor, 0), at: 4, newId: randomUUID() });
    editor.apply({ type: 'editText', id: idAt(editor, 0), text: 'uno' });
    editor.apply({ type: 'retime', from: null, offset: 2, factor: 1 });
    await saved(editor);
    expect([await stored(), begun()]).toEqual([['uno', 'two three four', 'five six', 'seven eight'], 2]);

    await editor.undo();
    await editor.undo();
    await editor.redo();
    await saved(editor);
    expect([texts(editor)[0], begun()]).toEqual(['uno', 0]);
    await editor.restore(1);
    await saved(editor);
    expect(texts(editor)[0]).toBe('one');
    expect(await stored()).toEqual(texts(editor));
    expect(lost).toHaveLength(7);
    expect([failures, editor.state.getState().conflicts]).toEqual([[], []]);
  });

  test('does not do again what a closed one left behind, when it was stored', async () => {
    const request = randomUUID();
    const retime = { type: 'retime', from: null, offset: 2, factor: 1 } as const;
    await core.client.transcripts.edit({ transcriptId, request, command: retime });
    const { editor } = await openWindow({
      left: [{ commands: [{ ...retime, request }], typed: {}, undecided: {}, places: {} }],
    });
    await saved(editor);
    expect(editor.state.getState().segments[0]?.start).toBe(2);
    expect(await core.client.transcripts.log({ transcriptId })).toHaveLength(1);
  });
});

describe('two windows', () => {
  test('keep both changes of one passage where they are apart', async () => {
    const [one, other] = [await openWindow(), await openWindow()];
    const id = idAt(one.editor, 0);
    one.editor.apply({ type: 'editText', id, text: 'ONE two three four' });
    await saved(one.editor);
    other.editor.apply({ type: 'editText', id, text: 'one two three FOUR' });
    await saved(other.editor);
    expect((await stored())[0]).toBe('ONE two three FOUR');
    expect(texts(other.editor)[0]).toBe('ONE two three FOUR');
    expect(other.editor.state.getState().conflicts).toEqual([]);
  });

  test('leave it to the person where both changed the same words', async () => {
    const [one, other] = [await openWindow(), await openWindow()];
    const id = idAt(one.editor, 1);
    one.editor.apply({ type: 'editText', id, text: 'from one' });
    await saved(one.editor);
    other.editor.apply({ type: 'editText', id, text: 'from the other' });
    await saved(other.editor);
    expect(texts(other.editor)[1]).toBe('from one');
    expect(other.editor.state.getState().conflicts).toEqual([
      { id, mine: 'from the other', theirs: 'from one' },
    ]);
    other.editor.settle(id, 'from the other');
    await saved(other.editor);
    expect((await stored())[1]).toBe('from the other');
  });

  test('never overwrite with what was begun to be typed before the other one changed it', async () => {
    const [one, other] = [await openWindow(), await openWindow()];
    const [first, second, third] = [0, 1, 2].map((place) => idAt(one.editor, place));
    other.editor.type(first ?? '', 'one two three FOUR');
    other.editor.type(second ?? '', 'from the other');
    other.editor.type(third ?? '', 'seven and eight');
    one.editor.apply({ type: 'editText', id: first ?? '', text: 'ONE two three four' });
    one.editor.apply({ type: 'editText', id: second ?? '', text: 'from one' });
    one.editor.apply({ type: 'delete', id: third ?? '' });
    await saved(one.editor);
    await other.editor.sync();
    other.editor.flush();
    await saved(other.editor);
    expect(await stored()).toEqual(['ONE two three FOUR', 'from one']);
    expect(other.editor.state.getState().conflicts).toEqual([
      { id: second, mine: 'from the other', theirs: 'from one' },
      { id: third, mine: 'seven and eight', theirs: null },
    ]);
  });

  test('bring back what one wrote in a paragraph that the other removed, as one step that can be undone', async () => {
    const [one, other] = [await openWindow(), await openWindow()];
    const [first, second, third] = [0, 1, 2].map((place) => idAt(one.editor, place) as string);
    const removed = one.editor.state.getState().segments[1];
    other.editor.type(second ?? '', 'five and six');
    other.editor.type(third ?? '', 'seven and eight');
    one.editor.apply({ type: 'delete', id: second ?? '' });
    // What is joined leaves no time free: its text goes to the one that took it.
    one.editor.apply({ type: 'merge', id: third ?? '', into: first ?? '' });
    await saved(one.editor);
    await other.editor.sync();
    other.editor.flush();
    const places = other.kept().places;
    expect(places[second ?? '']).toMatchObject({ start: removed?.start, end: removed?.end });
    other.editor.settle(third ?? '', 'seven and eight');
    expect(texts(other.editor)).toEqual(['one two three four seven eight seven and eight']);
    await saved(other.editor);
    await other.editor.undo();
    await saved(other.editor);
    await one.editor.undo();
    await saved(one.editor);
    await one.editor.sync();
    await other.editor.sync();
    await saved(other.editor);
    other.editor.settle(second ?? '', 'five and six');
    await saved(other.editor);
    expect(await stored()).toEqual(['one two three four', 'five and six', 'seven eight']);
    const back = other.editor.state.getState().segments[1];
    expect(back).toMatchObject({ start: removed?.start, end: removed?.end });
    expect(other.editor.state.getState().conflicts).toEqual([]);
    await other.editor.undo();
    await saved(other.editor);
    expect(await stored()).toEqual(['one two three four', 'seven eight']);
  });

  test('see what the other one split, joined and gave to speakers', async () => {
    const [one, other] = [await openWindow(), await openWindow()];
    one.editor.apply({ type: 'split', id: idAt(one.editor, 0), at: 8, newId: randomUUID() });
    one.editor.apply({ type: 'merge', id: idAt(one.editor, 3), into: idAt(one.editor, 2) });
    one.editor.apply({ type: 'setSpeaker', id: idAt(one.editor, 0), speaker: 'Anna', scope: 'all' });
    await saved(one.editor);
    await other.editor.sync();
    expect(other.editor.state.getState().segments).toEqual(one.editor.state.getState().segments);
    await one.editor.restore(0);
    await other.editor.sync();
    expect(texts(other.editor)).toEqual(['one two three four', 'five six', 'seven eight']);
  });
});
