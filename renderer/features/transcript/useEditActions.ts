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
}

/** Undo, redo and speakers, from the keyboard, the menu and the palette. */
export function useEditActions({ editor, segments, list, focus, here, nameOf }: EditActions): void {
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
