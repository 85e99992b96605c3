/** The element of the text that has the focus, or that something lies in. */
export function textAround(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-text]') : null;
}

/** Whether the caret is on the first (or last) line of its text, so that the next arrow leaves it. */
export function isOnEdgeLine(element: HTMLElement, direction: 1 | -1): boolean {
  const range = getSelection()?.getRangeAt(0).cloneRange();
  const caret = range?.getClientRects()[0];
  if (!caret) return true;
  const box = element.getBoundingClientRect();
  return direction === -1 ? caret.top - box.top < caret.height : box.bottom - caret.bottom < caret.height;
}
