import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { flushSync } from 'react-dom';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { tidyText } from '../../../shared/transcript/retext.ts';
import { joinTexts } from '../../../shared/transcript/script.ts';
import { type Selected, select, selectedIn } from '../../ui/selected.ts';
import { isOnEdgeLine, textAround } from './caret.ts';
import type { Editor } from './editor.ts';

/** Puts the caret into a segment's text, or selects a stretch of it. */
export type Focus = (id: string, selected: Selected) => void;

/** The keys that may do more than the browser does. All others leave at once: nothing is measured while somebody types. */
const ownKeys = new Set(['Enter', 'Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

/** Frames that a paragraph may take to be drawn after it was scrolled to. */
const patience = 20;

/** The text of a segment is there at once when it is in sight, else after some frames. */
export function useFocusText(list: RefObject<HTMLElement | null>, show: (id: string) => void): Focus {
  return useCallback(
    (id, selected) => {
      const attempt = (left: number) => {
        const text = list.current?.querySelector<HTMLElement>(`[data-text="${id}"]`);
        if (text) {
          // A selection takes the focus with it, as a rule: asked for both, the browser would lay the page out twice.
          select(text, selected);
          if (document.activeElement !== text) text.focus({ preventScroll: true });
          return;
        }
        show(id);
        if (left > 0) requestAnimationFrame(() => attempt(left - 1));
      };
      attempt(patience);
    },
    [list, show],
  );
}

interface TextKeys {
  editor: Editor;
  segments: readonly Segment[];
  focus: Focus;
}

/** What keys do in a text beyond typing; gives false where the key is left to the browser. */
export function useTextKeys({ editor, segments, focus }: TextKeys) {
  const current = () => editor.state.getState().segments;

  const split = (segment: Segment, text: HTMLElement, { start }: Selected) => {
    const before = tidyText((text.textContent ?? '').slice(0, start));
    const newId = crypto.randomUUID();
    let isSplit = false;
    flushSync(() => {
      editor.flush();
      isSplit = editor.apply({ type: 'split', id: segment.id, at: before.length, newId });
    });
    if (isSplit) focus(newId, { start: 0, end: 0 });
    return true;
  };

  const merge = (place: number) => {
    editor.flush();
    const [into, segment] = [current()[place - 1], current()[place]];
    if (!into || !segment) return false;
    const joined = joinTexts([into.text, segment.text]);
    const at = segment.text === '' ? joined.length : joined.length - segment.text.length;
    flushSync(() => void editor.apply({ type: 'merge', id: segment.id, into: into.id }));
    focus(into.id, { start: at, end: at });
    return true;
  };

  const goTo = (place: number, at: 'start' | 'end') => {
    const segment = segments[place];
    if (!segment) return false;
    const offset = at === 'start' ? 0 : segment.text.length;
    focus(segment.id, { start: offset, end: offset });
    return true;
  };

  return (event: KeyboardEvent): boolean => {
    if (!ownKeys.has(event.key)) return false;
    const text = textAround(event.target);
    const selected = text && selectedIn(text);
    if (!text || !selected || event.nativeEvent.isComposing) return false;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const place = segments.findIndex(({ id }) => id === text.dataset.text);
    const segment = segments[place];
    if (!segment) return false;
    const isCaret = selected.start === selected.end;
    const isAtStart = isCaret && selected.start === 0;
    const isAtEnd = isCaret && selected.start === (text.textContent ?? '').length;
    // Where text runs from the right, what lies before the beginning lies to the right.
    const isFromRight = getComputedStyle(text).direction === 'rtl';
    const [backwards, forwards] = isFromRight ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
    switch (event.key) {
      case 'Enter':
        return split(segment, text, selected);
      case 'Backspace':
        return isAtStart && merge(place);
      case 'Delete':
        return isAtEnd && merge(place + 1);
      case backwards:
        return isAtStart && goTo(place - 1, 'end');
      case forwards:
        return isAtEnd && goTo(place + 1, 'start');
      case 'ArrowUp':
        return isOnEdgeLine(text, -1) && goTo(place - 1, 'end');
      case 'ArrowDown':
        return isOnEdgeLine(text, 1) && goTo(place + 1, 'start');
      default:
        return false;
    }
  };
}
