import { type FSWatcher, watch } from 'node:fs';

/** Beyond this many folders the system's own limit on watches is near; what is not watched is found by looking. */
const mostWatched = 500;

/**
 * Tells that something may have changed in folders, as soon as the system says so. Only a hint: network drives say nothing,
 * and events get lost, so whoever needs to know looks from time to time as well.
 */
export function createHints(onHint: () => void) {
  const watched = new Map<string, FSWatcher>();

  function drop(folder: string) {
    watched.get(folder)?.close();
    watched.delete(folder);
  }

  return {
    /** These folders are watched from now on, and no others. */
    follow(folders: readonly string[]) {
      const wanted = new Set(folders.slice(0, mostWatched));
      for (const folder of watched.keys()) if (!wanted.has(folder)) drop(folder);
      for (const folder of wanted) {
        if (watched.has(folder)) continue;
        try {
          const watcher = watch(folder, { persistent: false }, onHint);
          watcher.on('error', () => drop(folder));
          watched.set(folder, watcher);
        } catch {
          // Not possible here, or no longer there: looking finds out.
        }
      }
    },
    [Symbol.dispose]() {
      for (const folder of [...watched.keys()]) drop(folder);
    },
  };
}
