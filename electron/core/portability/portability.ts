import type { PortabilityCounts } from '../../../shared/contract/portability.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import { exportLibrary } from './exportLibrary.ts';
import { importLibrary } from './importLibrary.ts';

export type Portability = ReturnType<typeof createPortability>;

/** A whole library as files that any computer can read, and back. */
export function createPortability(needs: {
  readonly database: Database;
  readonly events: Events;
  readonly folders: { readonly uploads: string; readonly playback: string; readonly peaks: string };
}) {
  const { database, events, folders } = needs;
  return {
    exportLibrary: (
      wish: { folder: string; media: boolean },
      signal?: AbortSignal,
    ): Promise<PortabilityCounts> => exportLibrary(database, { ...wish, uploads: folders.uploads, signal }),

    async importLibrary({ folder }: { folder: string }, signal?: AbortSignal): Promise<PortabilityCounts> {
      const counts = await importLibrary(database, { folder, folders, signal });
      await events.announce({ type: 'everything' });
      return counts;
    },
  };
}
