/** A selected stretch of an element's text, in UTF-16 units; `start` and `end` are the same where only the caret stands. */
export interface Selected {
  start: number;
  end: number;
}

/** What is selected in an element's text; null when the selection is elsewhere. */
export function selectedIn(element: HTMLElement): Selected | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const start = lengthUpTo(element, range.startContainer, range.startOffset);
  return { start, end: range.collapsed ? start : lengthUpTo(element, range.endContainer, range.endOffset) };
}

function lengthUpTo(element: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** Selects a stretch of an element's text, as far as there is one. */
export function select(element: HTMLElement, { start, end }: Selected): void {
  const [from, to] = [placeOf(element, start), placeOf(element, end)];
  getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

/** The text node and the place in it where so many units of the element's text end. */
export function placeOf(element: HTMLElement, units: number): { node: Node; offset: number } {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = units;
  let last: Node | null = null;
  while (walker.nextNode()) {
    const length = walker.currentNode.textContent?.length ?? 0;
    if (left <= length) return { node: walker.currentNode, offset: left };
    left -= length;
    last = walker.currentNode;
  }
  return last ? { node: last, offset: last.textContent?.length ?? 0 } : { node: element, offset: 0 };
}
