import type { Finding } from '../../../shared/contract/maintenance.ts';
import { inEnglish } from '../../../shared/sentences.ts';
import { findReplaced } from '../backups/replaced.ts';
import { connect } from '../database/connection.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import { checkCounters } from './checkCounters.ts';
import { checkDocuments } from './checkDocuments.ts';
import { checkMadeFiles, checkModels } from './checkFiles.ts';
import { checkMedia } from './checkMedia.ts';
import { checkPages } from './checkPages.ts';
import { checkLeases, checkReferences, checkStatuses } from './checkRows.ts';
import { checkSearch } from './checkSearch.ts';
import type { Problem } from './problem.ts';

export type Maintenance = ReturnType<typeof createMaintenance>;

/** Looks through the library for what is not as it should be, and mends what can be mended. */
export function createMaintenance(needs: {
  readonly database: Database;
  readonly events: Events;
  readonly folders: { readonly peaks: string; readonly playback: string; readonly models: string };
}) {
  const { database, events, folders } = needs;

  async function problems(media: boolean, signal?: AbortSignal): Promise<Problem[]> {
    const em = database.orm.em.fork();
    // A connection of its own: what is broken can end it.
    const connection = await connect(database.url);
    try {
      return [
        ...(await checkPages(connection, signal)),
        ...(await checkReferences(em)),
        ...(await checkStatuses(em)),
        ...(await checkLeases(em)),
        ...(await checkDocuments(database.orm, signal)),
        ...(await checkCounters(em)),
        ...(await checkSearch(em)),
        ...(await checkMedia(em, media, signal)),
        ...(await checkMadeFiles(em, folders, await isAlone())),
        ...(await checkModels(folders.models)),
      ];
    } finally {
      await connection.end().catch(() => undefined);
    }
  }

  async function isAlone(): Promise<boolean> {
    return !database.place || (await findReplaced(database.place)).length === 0;
  }

  return {
    async check(wish: { media: boolean }, signal?: AbortSignal): Promise<{ findings: Finding[] }> {
      return { findings: (await problems(wish.media, signal)).map(({ finding }) => finding) };
    },

    async repair(wish: { media: boolean }, signal?: AbortSignal) {
      const found = await problems(wish.media, signal);
      const mended: Finding[] = [];
      for (const { finding, mend } of found) {
        signal?.throwIfAborted();
        if (!mend) continue;
        await database.orm.em.fork().transactional(async (em) => {
          const former = await mend(em);
          await em.execute('insert into repairs (kind, place, did, former) values (?, ?, ?, ?::jsonb)', [
            finding.kind,
            finding.place,
            finding.repair && inEnglish(finding.repair),
            former == null ? null : JSON.stringify(former),
          ]);
        });
        mended.push(finding);
      }
      await events.announce({ type: 'everything' });
      return { mended, left: found.filter(({ mend }) => !mend).map(({ finding }) => finding) };
    },
  };
}
