import { access, constants, mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { TraxError } from '../../shared/errors.ts';
import { backupsFolder, createBackups } from './backups/backups.ts';
import { takeBackup } from './backups/takeBackup.ts';
import { createCollections } from './collections/collections.ts';
import { createComputers } from './computers/computers.ts';
import { createFootprints } from './computers/footprints.ts';
import { createPresence } from './computers/presence.ts';
import { openDatabase } from './database/database.ts';
import { createDataFolder } from './dataFolder/dataFolder.ts';
import { settleHome } from './dataFolder/libraryHome.ts';
import { requireResting } from './dataFolder/moveNote.ts';
import { createEvents } from './events/events.ts';
import { createExports } from './exports/exports.ts';
import { createSound } from './exports/sound.ts';
import type { Host } from './host.ts';
import { createImports } from './imports/imports.ts';
import { createIngest } from './ingest/ingest.ts';
import { createLibrary } from './library/library.ts';
import { createLocate } from './library/locate.ts';
import { createMaintenance } from './maintenance/maintenance.ts';
import { thisComputer } from './models/computer.ts';
import { createModels } from './models/models.ts';
import { createNotes } from './notes/notes.ts';
import type { OpenOptions } from './options.ts';
import { createCarrying } from './portability/carrying.ts';
import { createPortability } from './portability/portability.ts';
import { budgetOf } from './queue/budget.ts';
import { computerId } from './queue/computerId.ts';
import { createEndpoints } from './queue/endpoints.ts';
import { createQueue } from './queue/queue.ts';
import { createReplacements } from './replacements/replacements.ts';
import { createSearch } from './search/search.ts';
import { chooseOptions } from './settings/chooseOptions.ts';
import { createSettings } from './settings/settings.ts';
import { createSystem } from './system/system.ts';
import { createConnect, requireFfmpeg } from './tools/connect.ts';
import { createEdits } from './transcripts/edits.ts';
import { createTexts } from './transcripts/texts.ts';
import { createTranscripts } from './transcripts/transcripts.ts';
import { createWatchFolders } from './watch/watchFolders.ts';
import { createChildren } from './workers/children.ts';
import { createWorkerPool } from './workers/pool.ts';

/** What Trax is made of. */
export type Parts = Awaited<ReturnType<typeof openParts>>;

/** Opens every part in order; each closes with `opening`. Throws what opening the database throws, and FOLDER_NOT_WRITABLE. */
export async function openParts(host: Host, options: OpenOptions, opening: AsyncDisposableStack) {
  const { helper, runsQueue, firstLookAfter: firstLook } = options;
  await requireResting(host.folders.data);
  const folders = await makeFolders(host.folders.data);
  const { log } = host;

  const database = opening.use(
    await openDatabase({
      dataFolder: host.folders.data,
      databaseUrl: options.databaseUrl,
      mayUpgrade: !helper,
      log,
      ...(options.signal && { signal: options.signal }),
      onCarryOver: options.onCarryOver,
      beforeUpgrade: async ({ place, url }) => {
        if (place)
          await takeBackup({ url, place, folder: backupsFolder(host.folders.data), reason: 'upgrade' });
      },
    }),
  );
  if (database.place) await settleHome(database.orm.em.fork(), host.folders.data, log);
  const events = opening.use(await createEvents(database, log));
  opening.use(database.onHealth((health) => events.tellHere({ type: 'database', health })));
  const computer = await computerId(folders.computer);
  const children = createChildren(folders.children);
  const pool = opening.use(createWorkerPool(host, async () => void (await children.sweep())));
  const settings = createSettings(database, events, host.secrets);
  const queue = createQueue(database, events);
  const footprints = createFootprints(database, events, computer);
  const endpoints = createEndpoints(database, events);
  const presence = opening.use(
    await createPresence({
      database,
      events,
      computer: { id: computer, name: hostname() },
      version: packageJson.version,
      isHome: !helper,
    }),
  );
  const computers = createComputers({ database, events, presence, footprints, endpoints });
  const models = opening.use(
    createModels({
      folders: host.folders,
      log,
      onChange: (name) => void events.announce({ type: 'model', name }),
      onInstalled: (name) => goOnWithModel(name),
      checkModel: async (modelPath, signal) => {
        const connection = await connect({ engine: 'whisper.cpp', model: modelPath });
        await pool.use((worker) => worker.checkModel({ connection }, signal ? { signal } : {}));
      },
    }),
  );
  /** What waited for this model goes on; so does what waited for the recommended one, if nobody chose that. */
  async function goOnWithModel(name: string) {
    try {
      const isAutomatic = (await settings.current()).model === '';
      const { recommended } = await models.list();
      await queue.retryMissingModels(isAutomatic ? [name, recommended.name] : [name], name);
    } catch (error) {
      log.error('What waited for a model was not put back', error);
    }
  }
  const connect = createConnect({
    resources: host.folders.resources,
    settings: settings.current,
    apiKey: settings.apiKey,
    resolveModel: async (nameOrPath) => (await models.resolve(nameOrPath)).path,
  });
  const usualAfterwards = async () => (await settings.current()).afterwards;
  const library = createLibrary({
    database,
    events,
    usualAfterwards,
    uploads: folders.uploads,
    computer,
    chooseOptions: async (wished) => chooseOptions(wished, await settings.current(), await models.list()),
  });
  const collections = createCollections({ database, events });
  const search = createSearch({ database, read: library.read });
  const ingest = createIngest({ database, uploads: folders.uploads });
  const watchFolders = createWatchFolders({
    database,
    events,
    computer,
    ownFolder: host.folders.data,
    usualAfterwards,
  });
  const transcripts = createTranscripts(database);
  const edits = createEdits(database, events);
  opening.use(createTexts({ database, events, log }));
  const notes = createNotes(database, events);
  const replacements = createReplacements({ database, events, edits });
  const ffmpeg = () => requireFfmpeg(settings.current);
  const exports = createExports({
    database,
    library,
    transcripts,
    notes,
    printPage: host.printPage,
    fonts: join(host.folders.resources, 'fonts'),
    soundOf: createSound({ database, pool, ffmpeg, folder: folders.playback }),
    ownFolder: folders.exports,
  });
  const imports = createImports({ database, events, library, uploads: folders.uploads });
  const backups = opening.use(
    createBackups({
      database,
      events,
      dataFolder: host.folders.data,
      log,
      every: async () => (await settings.current()).backupEvery,
      schedule: runsQueue && !helper ? { firstLook } : null,
    }),
  );
  const maintenance = createMaintenance({ database, events, folders, log });
  const carrying = opening.use(createCarrying(events));
  const portability = createPortability({ database, events, library, folders, carrying, log });
  const dataFolder = createDataFolder({ host, database, carrying });
  const system = createSystem({
    host,
    database,
    library,
    settings: settings.current,
    models: models.list,
    places: async () => budgetOf(await settings.current(), thisComputer()).places,
  });
  const locate = createLocate({ database, events, pool, ffmpeg });
  return {
    folders,
    database,
    events,
    computer,
    children,
    pool,
    settings,
    queue,
    footprints,
    endpoints,
    presence,
    computers,
    models,
    connect,
    library,
    collections,
    search,
    ingest,
    watchFolders,
    transcripts,
    edits,
    notes,
    replacements,
    ffmpeg,
    exports,
    imports,
    backups,
    maintenance,
    portability,
    dataFolder,
    system,
    locate,
  };
}

/** The folders of a library, made where they are missing. Throws FOLDER_NOT_WRITABLE. */
async function makeFolders(data: string) {
  const folders = {
    uploads: join(data, 'media'),
    peaks: join(data, 'peaks'),
    playback: join(data, 'playback'),
    models: join(data, 'models'),
    cache: join(data, 'cache'),
    children: join(data, 'run', 'children'),
    openings: join(data, 'run', 'open'),
    exports: join(data, 'exports'),
  };
  const computer = join(data, 'run', 'computer');
  try {
    for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
    await access(data, constants.W_OK);
  } catch (cause) {
    throw new TraxError('FOLDER_NOT_WRITABLE', { path: data }, { cause });
  }
  return { ...folders, computer };
}
