import { useEffect, useRef } from 'react';
import { type ActionId, actions, type Bindings, keysOf } from '../shared/actions.ts';
import { matchesKeys } from './keys.ts';
import { useTrax } from './trax.ts';

/** What an action does at the moment. Gives `false` when it leaves the key to the browser. */
export type Run = (event?: KeyboardEvent) => unknown;

/** Knows what each action does now: whoever shows a place registers its actions, and takes them away again. */
export interface ActionRunner {
  /** Registers what an action does from now on; the newest wins. Gives what takes it away. */
  register(id: ActionId, run: Run): () => void;
  /** Runs an action; false when nobody offers it or it passed. */
  run(id: ActionId, event?: KeyboardEvent): boolean;
  isOffered(id: ActionId): boolean;
}

export function createActionRunner(): ActionRunner {
  const offers = new Map<ActionId, Run[]>();
  return {
    register(id, run) {
      offers.set(id, [...(offers.get(id) ?? []), run]);
      return () => {
        const left = offers.get(id)?.filter((each) => each !== run) ?? [];
        offers.set(id, left);
      };
    },
    run(id, event) {
      const run = offers.get(id)?.at(-1);
      return run !== undefined && run(event) !== false;
    },
    isOffered: (id) => (offers.get(id)?.length ?? 0) > 0,
  };
}

/** Offers an action for as long as the component is shown. */
export function useAction(id: ActionId, run: Run): void {
  const { actions: runner } = useTrax();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => runner.register(id, (event) => latest.current(event)), [runner, id]);
}

/** The actions that a keyboard event stands for. */
export function actionsFor(event: KeyboardEvent, isMac: boolean, bindings: Bindings = {}): ActionId[] {
  const ids = Object.keys(actions) as ActionId[];
  return ids.filter((id) => keysOf(id, bindings).some((keys) => matchesKeys(event, keys, isMac)));
}

/** Runs actions for pressed keys until the signal is aborted. */
export function followKeyboard(
  page: Document,
  runner: ActionRunner,
  isMac: boolean,
  bindings: () => Bindings,
  signal: AbortSignal,
) {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isForTyping(event) || isBehindDialog(event)) return;
    for (const id of actionsFor(event, isMac, bindings())) {
      if (!runner.run(id, event)) continue;
      event.preventDefault();
      return;
    }
  };
  page.addEventListener('keydown', press, { signal });
}

function isBehindDialog(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof Element && target.closest('[role=dialog],[role=alertdialog],[role=listbox]') !== null
  );
}

/** A key without a modifier belongs to the field that has the focus. Tab writes nothing, and where text is edited it plays. */
function isForTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || /^F\d+$/.test(event.key)) return false;
  const target = event.target;
  if (event.altKey && /^Digit\d$/.test(event.code)) return false;
  if (event.key === 'Tab' && target instanceof HTMLElement && target.isContentEditable) return false;
  return target instanceof HTMLElement && (target.isContentEditable || isField(target));
}

function isField(target: HTMLElement): boolean {
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
