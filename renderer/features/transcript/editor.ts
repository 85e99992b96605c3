import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Changes, Segment } from '../../../shared/contract/transcripts.ts';
import { mergeTexts } from '../../../shared/transcript/compareTexts.ts';
import { type AskedCommand, type EditCommand, touchedBy } from '../../../shared/transcript/editCommand.ts';
import { withPlan } from '../../../shared/transcript/plan.ts';
import { planEdit } from '../../../shared/transcript/planEdit.ts';
import { tidyText } from '../../../shared/transcript/retext.ts';
import { failureOf, isConnectionLoss } from '../../failure.ts';
import type { Client } from '../../host.ts';
import { type FormerPlace, waysToBringBack } from './bringBack.ts';
import { expectSound, idsOf, textOf, withChanges } from './changes.ts';
import type { UnsavedStore } from './unsavedEdits.ts';

/** A text of this window that could not be joined with what another one wrote meanwhile. */
export interface Conflict {
  id: string;
  mine: string;
  /** Null when the segment is gone. */
  theirs: string | null;
}

export interface EditorState {
  /** The transcript as the person sees it: what is stored, with what is on its way. */
  segments: readonly Segment[];
  saving: 'saved' | 'saving';
  canUndo: boolean;
  canRedo: boolean;
  conflicts: readonly Conflict[];
}

/** Edits one transcript: at once on the screen, then for good, in order. */
export interface Editor {
  readonly state: StoreApi<EditorState>;
  /** Catches up with what is stored: growth, and what others did. */
  sync(signal?: AbortSignal): Promise<void>;
  /** Does something; false when it changes nothing. */
  apply(command: AskedCommand): boolean;
  /** Keeps a text as it is being typed; it is stored soon, or by `flush`. While a sign is being composed it waits for its end. */
  type(id: string, text: string, isComposing?: boolean): void;
  isTyped(id: string): boolean;
  flush(): void;
  /** Takes back or does again; gives the ids of what changed. */
  undo(): Promise<readonly string[]>;
  redo(): Promise<readonly string[]>;
  restore(sequence: number): Promise<readonly string[]>;
  /** Ends a conflict: with a text, or as it is stored. A text whose segment is gone comes back as a paragraph. */
  settle(id: string, text: string | null): void;
  close(): void;
}

export interface EditorNeeds {
  readonly client: Pick<Client, 'transcripts'>;
  readonly transcriptId: string;
  /** Seconds; infinite while it is not known. */
  readonly duration: () => number;
  readonly unsaved: UnsavedStore;
  /** Whether every edit is inspected: while developing and in tests. */
  readonly inspects: boolean;
  /** Told of what could not be stored. */
  readonly onFailure: (error: unknown) => void;
}

/** Milliseconds after the last key: short enough to be safe, long enough for an undo step to be a few words. */
const typingPause = 600;
/** Steps that are taken back on the screen before the core has answered; each holds the segments that it changes. */
const mostKnown = 50;
/** Segments that are asked for at a time: the first are there at once, ten hours in a handful. */
const chunkSize = 500;

interface Task {
  /** Its name: asked for again after a lost answer, it is not done again. */
  request: string;
  /** What is asked for; null for what only the core can do. */
  command: AskedCommand | null;
  /** What stands for it on the screen until the core has answered; null where nobody knows that before. */
  shown: EditCommand | null;
  /** The text that an `editText` started from. */
  base: string | null;
  run(): Promise<Changes>;
  done(changes: Changes | null): void;
}

export function createEditor(needs: EditorNeeds): Editor {
  const { client, transcriptId, duration, unsaved, inspects, onFailure } = needs;
  const state = createStore<EditorState>(() => ({
    segments: [],
    saving: 'saved',
    canUndo: false,
    canRedo: false,
    conflicts: [],
  }));
  let stored: readonly Segment[] = [];
  let sequence: number | null = null;
  /** The last position that the core told of; what grows comes after it. */
  let reached: number | null = null;
  let tasks: Task[] = [];
  /** What takes back this window's own last edits, newest last, and what does again what was taken back: to be shown at once. */
  let back: readonly EditCommand[] = [];
  let forth: readonly EditCommand[] = [];
  /** Where segments were that others removed. */
  const gone = new Map<string, FormerPlace>();
  let isSending = false;
  let isClosed = false;
  /** What stands on the screen, and what stood there when the typing began. */
  const typed = new Map<string, { text: string; base: string }>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Keeps what is not stored yet, and tells the page once of everything that a step changed. */
  function keep(changes: Partial<EditorState> = {}) {
    const commands = tasks.flatMap(({ command, request }) => (command ? { ...command, request } : []));
    const texts = Object.fromEntries([...typed].map(([id, { text }]) => [id, text]));
    const conflicts = changes.conflicts ?? state.getState().conflicts;
    const undecided = Object.fromEntries(conflicts.map(({ id, mine }) => [id, mine]));
    const places = Object.fromEntries([...gone].filter(([id]) => id in undecided || id in texts));
    unsaved.keep({ commands, typed: texts, undecided, places });
    const saving = tasks.length > 0 || typed.size > 0 ? 'saving' : 'saved';
    if (state.getState().saving !== saving || Object.keys(changes).length > 0)
      state.setState({ ...changes, saving });
  }

  /** What is stored with everything on its way done to it. */
  const withTasks = (): readonly Segment[] =>
    tasks.reduce<readonly Segment[]>(
      (all, { shown }) => (shown && carriedOut(all, shown)?.next) || all,
      stored,
    );

  /** The segments with a command carried out, which of them it changed, and what takes it back; null when it changes nothing. */
  function carriedOut(segments: readonly Segment[], command: EditCommand) {
    const plan = planEdit(segments, command, duration());
    if (!plan) return null;
    const next = withPlan(segments, plan, (made, former) => ({ ...made, revision: former?.revision ?? 0 }));
    return { next, changed: idsOf(plan), inverse: plan.inverse };
  }

  function take(changes: Changes) {
    const removed = new Set(changes.removed);
    for (const { id, start, end, speaker } of stored)
      if (removed.has(id)) gone.set(id, { start, end, speaker });
    stored = withChanges(stored, changes);
    reached = Math.max(reached ?? Number.NEGATIVE_INFINITY, ...changes.put.map(({ position }) => position));
    if (sequence !== null && changes.sequence <= sequence + 1)
      sequence = Math.max(sequence, changes.sequence);
  }

  function seenOf(command: AskedCommand): Record<string, number> {
    const revisions = new Map(stored.map(({ id, revision }) => [id, revision]));
    return Object.fromEntries(
      touchedBy(command).flatMap((id) => {
        const revision = revisions.get(id);
        return revision === undefined ? [] : [[id, revision]];
      }),
    );
  }

  function enqueue(task: Task, changes: Partial<EditorState> = {}) {
    tasks.push(task);
    keep(changes);
    void send();
  }

  async function send() {
    if (isSending) return;
    isSending = true;
    for (let task = tasks[0]; task && !isClosed; task = tasks[0]) {
      try {
        const changes = await task.run();
        tasks = tasks.slice(1);
        const isGap = sequence !== null && changes.sequence > sequence + 1;
        take(changes);
        if (isGap) await sync();
        const { canUndo, canRedo } = changes;
        keep({ canUndo, canRedo, segments: withTasks() });
        task.done(changes);
      } catch (error) {
        // The next call waits until there is a connection again.
        if (isConnectionLoss(error)) continue;
        tasks = tasks.slice(1);
        await refused(task, error);
        keep({ segments: withTasks() });
        task.done(null);
      }
    }
    isSending = false;
  }

  /** Another window was faster: both changes are kept where they are apart, else the person decides. */
  async function refused({ command, base }: Task, error: unknown) {
    if (failureOf(error).code !== 'EDIT_CONFLICT') return onFailure(error);
    await sync();
    // Either somebody else did the same, or there is nothing left to do it to.
    if (!command) return;
    if (command.type !== 'editText') return carriedOut(stored, command) ? onFailure(error) : undefined;
    const { id, text: mine } = command;
    const theirs = textOf(stored, id);
    if (theirs === mine) return;
    const merged = theirs === null || base === null ? null : mergeTexts(base, mine, theirs);
    if (merged === null) leaveToPerson({ id, mine, theirs });
    else tasks.unshift(taskOf({ ...command, text: merged }, theirs));
  }

  /** Does to a text what was typed, also where it was changed from elsewhere since the typing began. */
  function bring(id: string, mine: string, base: string) {
    const now = textOf(state.getState().segments, id);
    const merged = now === base ? mine : now !== null && mergeTexts(base, tidyText(mine), now);
    if (typeof merged === 'string') apply({ type: 'editText', id, text: merged });
    else if (tidyText(mine) !== now) leaveToPerson({ id, mine, theirs: now });
  }

  function leaveToPerson(conflict: Conflict) {
    const others = state.getState().conflicts.filter(({ id }) => id !== conflict.id);
    keep({ conflicts: [...others, conflict] });
  }

  function taskOf(command: AskedCommand, base: string | null, request: string = crypto.randomUUID()): Task {
    return {
      request,
      command,
      shown: command,
      base,
      run: () => client.transcripts.edit({ transcriptId, request, command, seen: seenOf(command) }),
      done: () => undefined,
    };
  }

  function apply(command: AskedCommand, request?: string): boolean {
    const { segments } = state.getState();
    const done = carriedOut(segments, command);
    if (!done) return false;
    const base = command.type === 'editText' ? textOf(segments, command.id) : null;
    back = [...back.slice(1 - mostKnown), done.inverse];
    forth = [];
    if (inspects) expectSound(segments, done.next, duration());
    enqueue(taskOf(command, base, request), { segments: done.next });
    return true;
  }

  function flush() {
    clearTimeout(timer);
    const texts = [...typed];
    typed.clear();
    for (const [id, { text, base }] of texts) bring(id, text, base);
    keep();
  }

  /** Asks the core for what only it can do. What it comes to is shown at once where that is known, and told at once. */
  function ask(
    run: (request: string) => Promise<Changes>,
    shown: EditCommand | null,
    known: ReturnType<typeof carriedOut>,
  ) {
    return new Promise<readonly string[]>((resolve) => {
      const request = crypto.randomUUID();
      const done = (changes: Changes | null) => resolve(changes ? idsOf(changes) : []);
      enqueue(
        { request, command: null, shown, base: null, run: () => run(request), done },
        known ? { segments: known.next } : {},
      );
      if (known) resolve(known.changed);
    });
  }

  function undo() {
    flush();
    const shown = back.at(-1) ?? null;
    const known = shown && carriedOut(state.getState().segments, shown);
    back = back.slice(0, -1);
    forth = known ? [...forth, known.inverse] : [];
    return ask((request) => client.transcripts.undo({ transcriptId, request }), shown, known);
  }

  function redo() {
    flush();
    const shown = forth.at(-1) ?? null;
    const known = shown && carriedOut(state.getState().segments, shown);
    forth = forth.slice(0, -1);
    back = known ? [...back, known.inverse] : [];
    return ask((request) => client.transcripts.redo({ transcriptId, request }), shown, known);
  }

  /** What somebody else did cannot be taken back from here before the core says so. */
  function forgetTheWayBack() {
    back = [];
    forth = [];
  }

  async function sync(signal?: AbortSignal) {
    const isFirst = sequence === null;
    let newest = 0;
    for (let hasMore = true; hasMore; ) {
      const chunk = await client.transcripts.segments(
        { transcriptId, after: reached, limit: chunkSize },
        signal ? { signal } : {},
      );
      if (sequence === null) sequence = chunk.sequence;
      newest = chunk.sequence;
      stored = withChanges(stored, { put: chunk.segments, removed: [], speakers: [], sequence: 0 });
      reached = chunk.segments.at(-1)?.position ?? reached;
      hasMore = chunk.hasMore;
      if (chunk.segments.length > 0) keep({ segments: withTasks() });
    }
    if (isFirst || newest > (sequence ?? 0)) {
      const changes = await client.transcripts.changes(
        { transcriptId, since: sequence ?? 0 },
        signal ? { signal } : {},
      );
      if (changes.sequence < (sequence ?? 0)) return sync(signal);
      sequence = changes.sequence;
      if (changes.put.length > 0 || changes.removed.length > 0) forgetTheWayBack();
      take(changes);
      const { canUndo, canRedo } = changes;
      keep({ canUndo, canRedo, segments: withTasks() });
    }
    if (isFirst) await takeUpWhatWasLeft();
  }

  async function takeUpWhatWasLeft() {
    for (const { commands, typed: texts, undecided, places } of await unsaved.takeLeft()) {
      for (const [id, place] of Object.entries(places)) gone.set(id, place);
      for (const { request, ...command } of commands) apply(command, request);
      const isThere = (id: string) => textOf(state.getState().segments, id) !== null;
      for (const [id, text] of Object.entries(texts)) {
        if (isThere(id)) apply({ type: 'editText', id, text });
        else leaveToPerson({ id, mine: text, theirs: null });
      }
      for (const [id, mine] of Object.entries(undecided)) {
        leaveToPerson({ id, mine, theirs: textOf(state.getState().segments, id) });
      }
    }
  }

  return {
    state,
    sync,
    apply,
    flush,
    type(id, text, isComposing = false) {
      typed.set(id, { text, base: typed.get(id)?.base ?? textOf(state.getState().segments, id) ?? '' });
      keep();
      clearTimeout(timer);
      if (!isComposing) timer = setTimeout(flush, typingPause);
    },
    isTyped: (id) => typed.has(id),
    undo,
    redo,
    restore(to) {
      flush();
      forgetTheWayBack();
      return ask(
        (request) => client.transcripts.restore({ transcriptId, request, sequence: to }),
        null,
        null,
      );
    },
    settle(id, text) {
      keep({ conflicts: state.getState().conflicts.filter((conflict) => conflict.id !== id) });
      const { segments } = state.getState();
      if (text === null) return;
      if (textOf(segments, id) !== null) apply({ type: 'editText', id, text });
      else
        waysToBringBack(segments, text, gone.get(id) ?? null, crypto.randomUUID()).some((way) => apply(way));
    },
    close() {
      flush();
      // What is on its way is answered to nobody; it is kept until it was.
      void settled().then(() => {
        isClosed = true;
        unsaved.close();
      });
    },
  };

  async function settled() {
    while (isSending) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
