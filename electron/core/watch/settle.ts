import type { FoundFile } from '../library/findRecordings.ts';

/** A file that is not known yet, and since when it looks the same. */
export interface Sighting {
  readonly file: FoundFile;
  /** Milliseconds of a clock that only goes forward. */
  readonly since: number;
}

/**
 * Tells whole files from those that still grow: whole is what had one size and one time of change for `calm` milliseconds, and
 * is not empty. Gives what waits on, to be looked at again.
 */
export function settle(
  before: ReadonlyMap<string, Sighting>,
  seen: readonly FoundFile[],
  now: number,
  calm: number,
): { whole: FoundFile[]; waiting: Map<string, Sighting> } {
  const whole: FoundFile[] = [];
  const waiting = new Map<string, Sighting>();
  for (const file of seen) {
    const former = before.get(file.path);
    const sighting = former && isSame(former.file, file) ? former : { file, since: now };
    if (file.size > 0 && now - sighting.since >= calm) whole.push(file);
    else waiting.set(file.path, sighting);
  }
  return { whole, waiting };
}

/** Whether a file has neither grown nor been written to. */
export function isSame(one: FoundFile, other: FoundFile): boolean {
  return one.size === other.size && one.modifiedMs === other.modifiedMs;
}
