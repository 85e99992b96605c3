import { useRef } from 'react';

interface FormerFocus {
  element: HTMLElement;
  /** Where in a text the caret was. */
  caret: Range | null;
}

/** Gives the focus back to what had it before a dialog came: `remember` when it opens, `giveBack` when it has closed. */
export function useFocusReturn() {
  const former = useRef<FormerFocus | null>(null);
  return {
    remember() {
      former.current = focusNow();
    },
    giveBack(event: Event) {
      event.preventDefault();
      const { element, caret } = former.current ?? {};
      former.current = null;
      element?.focus();
      if (!caret?.startContainer.isConnected) return;
      const selection = getSelection();
      selection?.removeAllRanges();
      selection?.addRange(caret);
    },
  };
}

function focusNow(): FormerFocus | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return null;
  // What a menu offers goes with it: the button that opened it stays.
  const opener = element.closest('[role=menu]')?.getAttribute('aria-labelledby');
  const lasting = opener ? document.getElementById(opener) : element;
  if (!lasting) return null;
  const selection = getSelection();
  const isInText = lasting.isContentEditable && selection !== null && selection.rangeCount > 0;
  return { element: lasting, caret: isInText ? selection.getRangeAt(0).cloneRange() : null };
}
