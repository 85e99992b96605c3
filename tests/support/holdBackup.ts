import { join } from 'node:path';
import { restoreLibrary } from '../../electron/core/backups/restore.ts';
import { takeBackup } from '../../electron/core/backups/takeBackup.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import { silentLog as log } from './log.ts';

/**
 * Backs a library up, or restores it, in a process that tests can kill: says a line when the named stage is reached,
 * and holds there.
 */
const [what = '', dataFolder = ''] = process.argv.slice(2);
const folder = join(dataFolder, 'backups');

if (what === 'backup') {
  await using database = await openDatabase({ dataFolder, log });
  const { place, url } = database;
  if (!place) throw new Error('the library has no place');
  let said = false;
  const report = () => {
    if (!said) process.stdout.write('begun\n');
    said = true;
  };
  await takeBackup({ url, place, folder, reason: 'wish', report });
} else {
  const report = ({ stage }: { stage: string }) => {
    if (stage === what) process.stdout.write('begun\n');
  };
  await restoreLibrary({ dataFolder, folder, log, report });
}
