/**
 * Keeps the focus in a page when what has it goes away. `holdOf` notes what has it, null for what stays; `successorOf` finds what
 * has taken its place. Gives what ends it.
 */
export function keepFocus<Held>(
  page: HTMLElement,
  holdOf: (page: Element, target: Element) => Held | null,
  successorOf: (page: Element, held: Held) => HTMLElement | null,
): () => void {
  let held: Held | null = null;
  const isInFloat = (target: Element) =>
    target.closest('[role=menu], [role=dialog], [role=alertdialog], [role=listbox]') !== null;

  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    if (page.contains(target)) held = holdOf(page, target);
    // From a menu or a dialog the focus comes back.
    else if (!isInFloat(target)) held = null;
  };
  // A click gives the focus to something, or to nothing.
  const forget = ({ target }: PointerEvent) => {
    if (target instanceof Element && !isInFloat(target)) held = null;
  };
  // Whoever leaves the page by Tab is let go; what Tab leads to is noted when it has the focus.
  const letGo = ({ key, target }: KeyboardEvent) => {
    if (key === 'Tab' && target instanceof Element && !isInFloat(target)) held = null;
  };
  const restore = () => {
    const { activeElement, body } = document;
    if (held && (activeElement === body || activeElement === null))
      successorOf(page, held)?.focus({ preventScroll: true });
  };
  // Later: while Tab leads from one part to the next, nothing has the focus for a moment.
  const changes = new MutationObserver(() => setTimeout(restore));
  changes.observe(page, { childList: true, subtree: true });
  // Menus and dialogs come and go there.
  changes.observe(document.body, { childList: true });
  document.addEventListener('focusin', note);
  document.addEventListener('pointerdown', forget);
  document.addEventListener('keydown', letGo);
  return () => {
    changes.disconnect();
    document.removeEventListener('focusin', note);
    document.removeEventListener('pointerdown', forget);
    document.removeEventListener('keydown', letGo);
  };
}
