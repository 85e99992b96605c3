import type { CheckReason, Finding } from '../../../shared/contract/maintenance.ts';
import { inEnglish } from '../../../shared/sentences.ts';
import { findReplaced } from '../backups/replaced.ts';
import { connect } from '../database/connection.ts';
import type { Database } from '../database/database.ts';
import { databaseFailure, isDamaged } from '../database/failures.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';
import { checkCounters } from './checkCounters.ts';
import { checkDocuments } from './checkDocuments.ts';
import { checkMadeFiles, checkModels } from './checkFiles.ts';
import { createCheckLog } from './checkLog.ts';
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
  readonly log: Log;
  readonly folders: { readonly peaks: string; readonly playback: string; readonly models: string };
}) {
  const { database, events, folders, log } = needs;
  const checkLog = createCheckLog(database, events);

  async function problems(media: boolean, signal?: AbortSignal): Promise<Problem[]> {
    const em = database.orm.em.fork();
    // A connection of its own: what is broken can end it.
    const connection = await connect(database.url).catch((error: unknown) => {
      throw databaseFailure(error) ?? error;
    });
    try {
      return [
        ...(await checkPages(connection, signal)),
        ...(await unlessDamaged(checkReferences(em))),
        ...(await unlessDamaged(checkStatuses(em))),
        ...(await unlessDamaged(checkLeases(em))),
        ...(await unlessDamaged(checkDocuments(database.orm, signal))),
        ...(await unlessDamaged(checkCounters(em))),
        ...(await unlessDamaged(checkSearch(em))),
        ...(await unlessDamaged(checkMedia(em, media, signal))),
        ...(await unlessDamaged(checkMadeFiles(em, folders, await isAlone()))),
        ...(await checkModels(folders.models)),
      ];
    } catch (error) {
      throw databaseFailure(error) ?? error;
    } finally {
      await connection.end().catch(() => undefined);
    }
  }

  async function isAlone(): Promise<boolean> {
    return !database.place || (await findReplaced(database.place)).length === 0;
  }

  /** A database that is too damaged to keep what was found is still told of. */
  async function keep(check: Parameters<typeof checkLog.write>[0]): Promise<void> {
    await checkLog
      .write(check)
      .catch((error: unknown) => log.error('What a check found could not be kept', error));
  }

  return {
    last: checkLog.last,

    async check(
      { media, reason = 'wish' }: { media: boolean; reason?: CheckReason },
      signal?: AbortSignal,
    ): Promise<{ findings: Finding[] }> {
      const startedAt = new Date();
      const findings = (await problems(media, signal)).map(({ finding }) => finding);
      await keep({ reason, readsMedia: media, findings, startedAt });
      return { findings };
    },

    async repair({ media }: { media: boolean }, signal?: AbortSignal) {
      const startedAt = new Date();
      const found = await problems(media, signal);
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
      const left = found.filter(({ mend }) => !mend).map(({ finding }) => finding);
      await keep({ reason: 'wish', readsMedia: media, findings: left, startedAt });
      await events.announce({ type: 'everything' });
      return { mended, left };
    },
  };
}

/** What the server cannot read is named already; it does not hide what else there is. */
async function unlessDamaged(looking: Promise<Problem[]>): Promise<Problem[]> {
  return looking.catch((error: unknown) => {
    if (isDamaged(error)) return [];
    throw error;
  });
}
