/** A vertical stretch in pixels. */
interface Stretch {
  top: number;
  bottom: number;
}

/** Whether a paragraph has left the calm middle of the view: the eye should not read at the very edge. */
export function isAtEdge(paragraph: Stretch, view: Stretch): boolean {
  const margin = (view.bottom - view.top) * 0.15;
  return paragraph.top < view.top + margin || paragraph.bottom > view.bottom - margin;
}

/** Whether the list has to scroll before a segment can be read with ease. */
export function needsScroll(list: HTMLElement | null, segment: number): boolean {
  const row = list?.querySelector(`[data-segment="${segment}"]`);
  return !list || !row || isAtEdge(row.getBoundingClientRect(), list.getBoundingClientRect());
}
