import type { SafetyJob } from '../shared/contract/backups.ts';
import type { TraxEvent } from '../shared/contract/events.ts';
import type { CarryJob } from '../shared/contract/portability.ts';
import type { Item } from '../shared/contract/queue.ts';

export type DatabaseHealth = Extract<TraxEvent, { type: 'database' }>['health'];

/** What a handful of events asks of the query cache. */
export interface LivePlan {
  /** The newest state of each item that moved, to be merged where it is shown. */
  items: Map<string, Item>;
  /** Everything held may be stale. */
  everything: boolean;
  /** The lists of the library. */
  recordings: boolean;
  /** Recordings that are open. */
  recordingIds: Set<string>;
  batches: boolean;
  batchIds: Set<string>;
  transcriptIds: Set<string>;
  /** Recordings whose notes changed. */
  noteIds: Set<string>;
  replacements: boolean;
  models: boolean;
  settings: boolean;
  checks: boolean;
  /** Who works on the library. */
  computers: boolean;
  watchFolders: boolean;
  /** How the database stands, if that changed. */
  database: DatabaseHealth | null;
  /** The newest word on a backup or restoration; undefined when there was none. */
  safety: SafetyJob | null | undefined;
  /** The same on an export or import. */
  carry: CarryJob | null | undefined;
}

/** Sums events up, so that a thousand of them cost one look. */
export function planOf(events: readonly TraxEvent[]): LivePlan {
  const plan: LivePlan = {
    items: new Map(),
    everything: false,
    recordings: false,
    recordingIds: new Set(),
    batches: false,
    batchIds: new Set(),
    transcriptIds: new Set(),
    noteIds: new Set(),
    replacements: false,
    models: false,
    settings: false,
    checks: false,
    computers: false,
    watchFolders: false,
    database: null,
    safety: undefined,
    carry: undefined,
  };
  for (const event of events) addTo(plan, event);
  return plan;
}

function addTo(plan: LivePlan, event: TraxEvent): void {
  switch (event.type) {
    case 'item':
      // A file is not done when it was only read: what follows comes with the recording.
      if (event.item.task === 'preprocess' && event.item.state === 'done') break;
      plan.items.set(event.item.id, event.item);
      break;
    case 'recordings':
      plan.recordings = true;
      for (const id of event.ids) plan.recordingIds.add(id);
      break;
    case 'batch':
      plan.batches = true;
      plan.batchIds.add(event.id);
      break;
    case 'segments':
    case 'edited':
      plan.transcriptIds.add(event.transcriptId);
      plan.recordingIds.add(event.recordingId);
      break;
    case 'notes':
      plan.noteIds.add(event.recordingId);
      break;
    case 'replacements':
      plan.replacements = true;
      break;
    case 'model':
      plan.models = true;
      break;
    case 'settings':
      plan.settings = true;
      break;
    case 'check':
      plan.checks = true;
      break;
    case 'computers':
      plan.computers = true;
      break;
    case 'watchFolders':
      plan.watchFolders = true;
      break;
    case 'database':
      plan.database = event.health;
      // What was asked meanwhile has failed.
      plan.everything ||= event.health === 'ready';
      break;
    case 'safety':
      plan.safety = event.job;
      break;
    case 'carry':
      plan.carry = event.job;
      break;
    case 'everything':
      plan.everything = true;
  }
}

/** The same list with the items that moved put in; the very same list when none is in it. */
export function withItems<Row extends { item: Item | null }>(
  rows: readonly Row[],
  items: ReadonlyMap<string, Item>,
): readonly Row[] {
  let changed = false;
  const next = rows.map((row) => {
    const moved = row.item && items.get(row.item.id);
    if (!moved) return row;
    changed = true;
    return { ...row, item: moved };
  });
  return changed ? next : rows;
}
