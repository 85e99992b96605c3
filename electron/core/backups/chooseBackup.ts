import { TraxError } from '../../../shared/errors.ts';
import { type FoundBackup, findBackups, readBackup } from './manifest.ts';

/** Where recovery ends: at a moment, at the end of the backup itself, or with the last thing that was stored. */
export type RecoveryTarget = Date | 'its own end' | 'the newest';

/**
 * The backup to begin with, and where to go from there. Of the library's own backups only those of the history that it
 * had at that moment lead there. Throws BACKUP_MISSING, MOMENT_UNREACHABLE, BACKUP_DAMAGED.
 */
export async function chooseBackup({
  folder,
  from,
  at,
  lineage,
}: {
  folder: string;
  from?: string | undefined;
  at?: Date | undefined;
  /** The history at that moment; null when nobody knows. */
  lineage: string | null;
}): Promise<{ backup: FoundBackup; target: RecoveryTarget }> {
  const named = from === undefined ? null : await backupIn(from);
  const backups = named ? [named] : await findBackups(from ?? folder);
  const isOfHistory = ({ manifest }: FoundBackup) =>
    from !== undefined || lineage === null || manifest.lineage === lineage;
  const backup = backups.find(
    (one) => isOfHistory(one) && (!at || Date.parse(one.manifest.finishedAt) <= at.getTime()),
  );
  if (!backup && backups.length === 0) throw new TraxError('BACKUP_MISSING', { path: from ?? folder });
  if (!backup) throw new TraxError('MOMENT_UNREACHABLE', { at: (at ?? new Date()).toLocaleString('sv-SE') });
  return { backup, target: targetOf(backup, named !== null, at) };
}

function targetOf({ manifest }: FoundBackup, isNamed: boolean, at: Date | undefined): RecoveryTarget {
  if (at && at.getTime() > Date.parse(manifest.finishedAt)) return at;
  return at || isNamed ? 'its own end' : 'the newest';
}

/** The folder as a backup; null when it has none itself. */
async function backupIn(folder: string): Promise<FoundBackup | null> {
  try {
    return await readBackup(folder);
  } catch (error) {
    if (error instanceof TraxError && error.code === 'BACKUP_MISSING') return null;
    throw error;
  }
}
