import { useRef } from 'react';

interface FormerFocus {
  readonly element: HTMLElement;
  /** Where in its text the caret was. */
  caret: Range | null;
}

/** Gives the focus back to what had it before a dialog came: `remember` when it opens, `giveBack` when it has closed. */
export function useFocusReturn() {
  const former = useRef<FormerFocus | null>(null);
  return {
    remember() {
      const element = focusNow();
      if (!element) return;
      const found: FormerFocus = { element, caret: null };
      former.current = found;
      // A text that is left may be painted anew: the caret is where it is after that.
      const keepCaret = () => {
        found.caret = caretIn(element);
      };
      if (element.isContentEditable) document.addEventListener('focusout', keepCaret, { once: true });
    },
    giveBack(event: Event) {
      event.preventDefault();
      const { element, caret } = former.current ?? {};
      former.current = null;
      element?.focus();
      if (!caret || !element?.contains(caret.startContainer)) return;
      const selection = getSelection();
      selection?.removeAllRanges();
      selection?.addRange(caret);
    },
  };
}

function focusNow(): HTMLElement | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return null;
  // What a menu offers goes with it: the button that opened it stays.
  const opener = element.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return opener ? document.getElementById(opener) : element;
}

function caretIn(element: HTMLElement): Range | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return element.contains(range.startContainer) ? range.cloneRange() : null;
}
