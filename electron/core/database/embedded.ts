import type { Log } from '../host.ts';
import { type CarryOver, carryOver } from './carryOver.ts';
import { hasArchiveModule, lineageOf, makeArchive } from './postgres/archive.ts';
import { findBinaries } from './postgres/binaries.ts';
import { makeCluster } from './postgres/cluster.ts';
import { findPlace } from './postgres/place.ts';
import { settleReplacement } from './postgres/replacement.ts';
import { createServer } from './postgres/server.ts';
import { archiveSettings } from './postgres/settings.ts';
import { serveCluster } from './serveCluster.ts';
import type { DatabaseServer } from './server.ts';

/**
 * The embedded server of a data folder. Who uses it is written in the server itself: every core holds a shared
 * advisory lock on its standing connection, which goes with the process, however that ends. So the last one out is
 * whoever gets the lock alone.
 */
export async function createEmbeddedServer(
  dataFolder: string,
  log: Log,
  signal?: AbortSignal,
  onCarryOver?: (progress: CarryOver) => void,
): Promise<DatabaseServer> {
  const place = await findPlace(dataFolder);
  const binaries = await findBinaries(place);
  await settleReplacement(place, signal);
  await carryOver({ place, binaries, log, signal, report: onCarryOver });
  await makeCluster(place, binaries, log, signal);
  const keepsJournal = await hasArchiveModule(binaries);
  const furtherSettings = async () =>
    keepsJournal ? archiveSettings(await makeArchive(place, await lineageOf(place))) : {};
  return serveCluster(place, createServer(place, binaries, log, furtherSettings));
}
