/**
 * Every status a row can have, and which may follow which. The database's checks are tested equal to this.
 */

/** For each status, the statuses that may follow it. */
export type Transitions<Status extends string> = Record<Status, readonly Status[]>;

/**
 * A batch item. `retrying` waits for its backoff to pass; `failed` can be put back by the user;
 * a running item that loses its lease or is paused goes back to `pending`.
 */
export const itemTransitions = {
  pending: ['running', 'failed'],
  running: ['completed', 'failed', 'retrying', 'pending'],
  retrying: ['running', 'failed', 'pending'],
  failed: ['pending'],
  completed: [],
} as const satisfies Transitions<'pending' | 'running' | 'completed' | 'failed' | 'retrying'>;

/**
 * A batch job: `completed` when no item is left to do, `failed` when none of them succeeded. A retry opens it again;
 * removing a recording may turn one end into the other.
 */
export const batchTransitions = {
  pending: ['running', 'paused', 'completed', 'failed'],
  running: ['pending', 'paused', 'completed', 'failed'],
  paused: ['pending', 'running', 'completed', 'failed'],
  completed: ['pending', 'running', 'failed'],
  failed: ['pending', 'running', 'completed'],
} as const satisfies Transitions<'pending' | 'running' | 'completed' | 'failed' | 'paused'>;

/** The download of a media file; a local file is `completed` from the start. */
export const downloadTransitions = {
  pending: ['downloading', 'completed', 'failed'],
  downloading: ['completed', 'failed', 'pending'],
  completed: [],
  failed: ['pending', 'downloading'],
} as const satisfies Transitions<'pending' | 'downloading' | 'completed' | 'failed'>;

/** A job on an existing transcript (`v2_processing_jobs`). */
export const processingJobTransitions = {
  pending: ['running', 'failed'],
  running: ['completed', 'failed', 'pending'],
  completed: [],
  failed: ['pending'],
} as const satisfies Transitions<'pending' | 'running' | 'completed' | 'failed'>;

export type ItemStatus = keyof typeof itemTransitions;

/** Whether `to` may follow `from` in the given table. */
export function mayFollow<Status extends string>(
  table: Transitions<Status>,
  from: Status,
  to: Status,
): boolean {
  return table[from].includes(to);
}

/** The names of a table's statuses, as a non-empty tuple for schemas and checks. */
export function statusesOf<Status extends string>(table: Transitions<Status>): [Status, ...Status[]] {
  return Object.keys(table) as [Status, ...Status[]];
}
