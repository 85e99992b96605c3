import type { Segment } from '../../../shared/contract/transcripts.ts';
import { tidyText } from '../../../shared/transcript/retext.ts';
import { select, selectedIn } from '../../ui/selected.ts';
import { doubtThreshold, piecesOf } from './words.ts';

/**
 * Writes a segment's words into its element, each with its time. By hand and not by React: people type into this element, and a
 * tree that is changed behind React's back breaks. What is being typed is left alone, and the caret stays where it is.
 */
export function paintText(element: HTMLElement, segment: Segment, sure: (percent: number) => string): void {
  const hasFocus = document.activeElement === element;
  const shown = element.textContent ?? '';
  // A space at the end is not stored, but the next word is about to follow it. The lines of what was pasted become one at once.
  const isTypedOn = shown !== segment.text && tidyText(shown) === segment.text && !/[\r\n]/.test(shown);
  if (hasFocus && isTypedOn) return;
  const selected = hasFocus ? selectedIn(element) : null;
  element.replaceChildren(...nodesOf(segment, sure));
  if (selected) select(element, selected);
}

function nodesOf(segment: Segment, sure: (percent: number) => string): (Node | string)[] {
  return piecesOf(segment).map(({ text, word }) => {
    const spoken = word === null ? undefined : segment.words[word];
    if (!spoken) return text;
    const span = document.createElement('span');
    span.className = 'word';
    span.dataset.word = String(word);
    span.dataset.start = String(spoken.start);
    if (spoken.confidence < doubtThreshold) {
      span.dataset.doubtful = '';
      span.title = sure(Math.round(spoken.confidence * 100));
    }
    span.textContent = text;
    return span;
  });
}
