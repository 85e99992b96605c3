import type { RefObject } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { speakersOf } from '../../../shared/transcript/speakers.ts';
import { useAction } from '../../actionRunner.ts';
import { textAround } from './caret.ts';
import type { Editor } from './editor.ts';
import type { Focus } from './useTextKeys.ts';

interface EditActions {
  editor: Editor;
  segments: readonly Segment[];
  list: RefObject<HTMLElement | null>;
  focus: Focus;
  /** The number of the segment that the person is at. */
  here: () => number | null;
  /** What a speaker is called who has no name yet. */
  nameOf: (number: number) => string;
  /** Told where no time is free for another paragraph. */
  onNoRoom: () => void;
}

/** Seconds that a new paragraph takes where the next one leaves room. */
const usualLength = 3;

/** Undo, redo, speakers, new paragraphs and deleted ones, from the keyboard, the menu and the palette. */
export function useEditActions({ editor, segments, list, focus, here, nameOf, onNoRoom }: EditActions): void {
  /** The caret goes to what changed, so that it is seen. */
  const follow = async (changing: Promise<readonly string[]>) => {
    const held = textAround(document.activeElement)?.dataset.text;
    const changed = await changing;
    const { segments: now } = editor.state.getState();
    const id =
      held && changed.includes(held) ? held : now.find((segment) => changed.includes(segment.id))?.id;
    const end = now.find((segment) => segment.id === id)?.text.length ?? 0;
    if (id) focus(id, { start: end, end });
  };
  useAction('transcript.undo', (event) => {
    if (isInField(event)) return false;
    void follow(editor.undo());
  });
  useAction('transcript.redo', (event) => {
    if (isInField(event)) return false;
    void follow(editor.redo());
  });
  useAction('transcript.insert', () => {
    const own = segments[here() ?? -1];
    const start = own?.end ?? 0;
    const newId = crypto.randomUUID();
    editor.flush();
    // The kernel cuts it where the next one begins.
    const isDone = editor.apply({
      type: 'insert',
      newId,
      after: own?.id ?? null,
      start,
      end: start + usualLength,
      text: '',
      speaker: own?.speaker ?? null,
    });
    if (isDone) focus(newId, { start: 0, end: 0 });
    else onNoRoom();
  });
  useAction('transcript.delete', () => {
    const place = here();
    const segment = place === null ? undefined : segments[place];
    if (!segment || place === null) return false;
    editor.flush();
    editor.apply({ type: 'delete', id: segment.id });
    const next = segments[place + 1] ?? segments[place - 1];
    if (next) focus(next.id, { start: 0, end: 0 });
  });
  useAction('transcript.setSpeaker', (event) => {
    const place = here();
    const segment = place === null ? undefined : segments[place];
    if (!segment) return false;
    const digit = /^Digit([1-9])$/.exec(event?.code ?? '')?.[1] ?? event?.key;
    if (!digit) {
      list.current?.querySelector<HTMLElement>(`[data-segment="${place}"] [data-speaker-button]`)?.click();
      return;
    }
    const speakers = speakersOf(segments);
    const number = Number(digit);
    // One more than there are is somebody new; a gap in the numbers would be nobody.
    const speaker = speakers[number - 1] ?? nameOf(speakers.length + 1);
    editor.flush();
    editor.apply({ type: 'setSpeaker', id: segment.id, speaker, scope: 'one' });
  });
}

/** A field for searching or naming undoes its own typing. */
function isInField(event: KeyboardEvent | undefined): boolean {
  return event?.target instanceof HTMLInputElement;
}
