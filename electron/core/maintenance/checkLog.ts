import type { CheckReason, Finding, LastCheck } from '../../../shared/contract/maintenance.ts';
import type { Database } from '../database/database.ts';
import { LibraryCheck } from '../database/entities/libraryCheck.ts';
import type { Events } from '../events/events.ts';

/** Checks that are kept. */
const kept = 20;

/** What the checks of the library came to, so that findings are there until they are mended. */
export function createCheckLog(database: Database, events: Events) {
  return {
    /** Keeps what a check found and tells of it. */
    async write(check: {
      reason: CheckReason;
      readsMedia: boolean;
      findings: Finding[];
      startedAt: Date;
    }): Promise<void> {
      await database.orm.em.fork().transactional(async (em) => {
        await em.insert(LibraryCheck, check);
        await em.execute(
          'delete from checks where id not in (select id from checks order by finished_at desc, id desc limit ?)',
          [kept],
        );
        await events.publish(em, { type: 'check' });
      });
    },

    /** The newest check; null when there was none. */
    async last(): Promise<LastCheck | null> {
      const [row] = await database.orm.em
        .fork()
        .find(LibraryCheck, {}, { orderBy: { finishedAt: 'desc', id: 'desc' }, limit: 1 });
      if (!row) return null;
      const { reason, readsMedia, findings, finishedAt } = row;
      // Findings that cannot be read any more are of a check that says nothing.
      return findings && { reason, readsMedia, findings, finishedAt: finishedAt.toISOString() };
    },
  };
}
