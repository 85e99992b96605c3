import { backupsContract } from './backups.ts';
import { collectionsContract } from './collections.ts';
import { computersContract } from './computers.ts';
import { dataFolderContract } from './dataFolder.ts';
import { eventsContract } from './events.ts';
import { exportsContract } from './exports.ts';
import { importsContract } from './imports.ts';
import { ingestContract } from './ingest.ts';
import { libraryContract } from './library.ts';
import { maintenanceContract } from './maintenance.ts';
import { modelsContract } from './models.ts';
import { notesContract } from './notes.ts';
import { portabilityContract } from './portability.ts';
import { queueContract } from './queue.ts';
import { replacementsContract } from './replacements.ts';
import { searchContract } from './search.ts';
import { settingsContract } from './settings.ts';
import { systemContract } from './system.ts';
import { transcriptsContract } from './transcripts.ts';
import { watchFoldersContract } from './watchFolders.ts';

/** Everything that a page, the command line or a script can ask of Trax. */
export const contract = {
  library: libraryContract,
  collections: collectionsContract,
  ingest: ingestContract,
  queue: queueContract,
  transcripts: transcriptsContract,
  notes: notesContract,
  replacements: replacementsContract,
  exports: exportsContract,
  imports: importsContract,
  backups: backupsContract,
  maintenance: maintenanceContract,
  portability: portabilityContract,
  dataFolder: dataFolderContract,
  models: modelsContract,
  search: searchContract,
  watchFolders: watchFoldersContract,
  settings: settingsContract,
  computers: computersContract,
  system: systemContract,
  events: eventsContract,
};
export type Contract = typeof contract;
