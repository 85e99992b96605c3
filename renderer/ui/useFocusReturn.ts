import { useRef } from 'react';
import { type Selected, select, selectedIn } from './selected.ts';

interface FormerFocus {
  element: HTMLElement;
  /** Where the caret was, if it is a text. */
  selected: Selected | null;
}

/** Gives the focus back to what had it before a dialog came: `remember` when it opens, `giveBack` when it has closed. */
export function useFocusReturn() {
  const former = useRef<FormerFocus | null>(null);
  return {
    remember() {
      const element = focusNow();
      const isText = element?.isContentEditable === true;
      former.current = element && { element, selected: isText ? selectedIn(element) : null };
    },
    giveBack(event: Event) {
      const { element, selected } = former.current ?? {};
      former.current = null;
      leaveTaken(event);
      if (event.defaultPrevented) return;
      event.preventDefault();
      element?.focus();
      if (element && selected) select(element, selected);
    },
  };
}

/** What closes gives the focus back a moment later: not when something else has it by then, where somebody may be typing. */
export function leaveTaken(event: Event): void {
  if (document.activeElement !== document.body) event.preventDefault();
}

function focusNow(): HTMLElement | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return null;
  // What a menu offers goes with it: the button that opened it stays.
  const opener = element.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return opener ? document.getElementById(opener) : element;
}
