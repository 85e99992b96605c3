import { TraxError } from '../../../shared/errors.ts';
import { type FoundBackup, findBackups, readBackup } from './manifest.ts';

/** Where recovery ends: at a moment, at the end of the backup itself, or with the last thing that was stored. */
export type RecoveryTarget = Date | 'its own end' | 'the newest';

/** The backup to begin with, and where to go from there. Throws BACKUP_MISSING, BACKUP_DAMAGED. */
export async function chooseBackup({
  folder,
  from,
  at,
}: {
  folder: string;
  from?: string | undefined;
  at?: Date | undefined;
}): Promise<{ backup: FoundBackup; target: RecoveryTarget }> {
  const named = from === undefined ? null : await backupIn(from);
  const backups = named ? [named] : await findBackups(from ?? folder);
  const backup = backups.find(({ manifest }) => !at || Date.parse(manifest.finishedAt) <= at.getTime());
  if (!backup) {
    const which = at ? `from before ${at.toISOString()}` : `in ${from ?? folder}`;
    throw new TraxError('BACKUP_MISSING', { which });
  }
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
