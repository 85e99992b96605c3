import type { TaskType } from '../../shared/contract/queue.ts';
import type { MappedFolder } from './computers/mediaAccess.ts';
import type { CarryOver } from './database/carryOver.ts';

/** How a core is opened; what is left out is as for the application itself. */
export interface CoreOptions {
  /** A PostgreSQL server of the user's own instead of the embedded one (`DATABASE_URL`). */
  readonly databaseUrl?: string | undefined;
  /** False for commands that only look: nothing is taken from the queue. */
  readonly runsQueue?: boolean;
  /** For a helper that only takes work from a library that others look after; see `HelperOptions`. */
  readonly helper?: HelperOptions;
  /** Milliseconds after which a core that runs the queue first looks whether a backup is due; a check, half as long after. */
  readonly firstLookAfter?: number;
  /** Milliseconds without an edit after which edited lines are looked for in the sound. */
  readonly alignAfter?: number;
  /** Hears how far a library is carried over from another major version of PostgreSQL, before anything else opens. */
  readonly onCarryOver?: (progress: CarryOver) => void;
  readonly signal?: AbortSignal;
}

/** Options with what is left out put in. */
export type OpenOptions = CoreOptions & Required<Pick<CoreOptions, 'runsQueue' | 'firstLookAfter'>>;

/** What a core that helps others does: it changes nothing of the library itself. */
export interface HelperOptions {
  /** The kinds of work that it takes; left out, all that it can do. */
  readonly tasks?: readonly TaskType[];
  /** Recordings at the same time, instead of what the library's settings say. */
  readonly concurrency?: number | undefined;
  /** Other computers' folders that this one reaches elsewhere. */
  readonly folders: readonly MappedFolder[];
}
