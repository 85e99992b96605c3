import { access, constants, mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import packageJson from '../../package.json' with { type: 'json' };
import { receiveFailures } from '../../shared/contract/failures.ts';
import type { TaskType } from '../../shared/contract/queue.ts';
import { TraxError } from '../../shared/errors.ts';
import { backupsFolder, createBackups } from './backups/backups.ts';
import { takeBackup } from './backups/takeBackup.ts';
import { createCollections } from './collections/collections.ts';
import { createComputers } from './computers/computers.ts';
import { createReceiver } from './computers/deliveries.ts';
import { createFootprints } from './computers/footprints.ts';
import { createMediaAccess, type MappedFolder } from './computers/mediaAccess.ts';
import { createPresence } from './computers/presence.ts';
import { createSharedRecordings } from './computers/share.ts';
import { createSurroundings } from './computers/surroundings.ts';
import type { CarryOver } from './database/carryOver.ts';
import { openDatabase } from './database/database.ts';
import { createDataFolder } from './dataFolder/dataFolder.ts';
import { settleHome } from './dataFolder/libraryHome.ts';
import { requireResting } from './dataFolder/moveNote.ts';
import { createEvents } from './events/events.ts';
import { createExports } from './exports/exports.ts';
import { createSound } from './exports/sound.ts';
import type { Host } from './host.ts';
import { createImports } from './imports/imports.ts';
import { createWaiting } from './imports/waiting.ts';
import { createIngest } from './ingest/ingest.ts';
import { keepBinShort } from './library/bin.ts';
import { createLibrary } from './library/library.ts';
import { createLocate } from './library/locate.ts';
import { sweepFiles } from './library/sweep.ts';
import { createCheckSchedule } from './maintenance/checkSchedule.ts';
import { createMaintenance } from './maintenance/maintenance.ts';
import { createMedia } from './media/media.ts';
import { thisComputer } from './models/computer.ts';
import { createModels } from './models/models.ts';
import { smallerModel } from './models/smaller.ts';
import { createNotes } from './notes/notes.ts';
import { createCarrying } from './portability/carrying.ts';
import { createCopies } from './portability/copies.ts';
import { createPortability } from './portability/portability.ts';
import { createAfterwards } from './queue/afterwards.ts';
import { budgetOf } from './queue/budget.ts';
import { computerId } from './queue/computerId.ts';
import { createEndpoints } from './queue/endpoints.ts';
import { preprocessHandler } from './queue/handlers/preprocess.ts';
import { transcribeHandler } from './queue/handlers/transcribe.ts';
import { createQueue } from './queue/queue.ts';
import { createRunner, type Handlers, newOwner } from './queue/runner.ts';
import { createWakefulness } from './queue/wakefulness.ts';
import { createReplacements } from './replacements/replacements.ts';
import { createRouter, type Router } from './router.ts';
import { createSearch } from './search/search.ts';
import { chooseOptions } from './settings/chooseOptions.ts';
import { createSettings } from './settings/settings.ts';
import { createSystem } from './system/system.ts';
import { createConnect, requireFfmpeg } from './tools/connect.ts';
import { createAlignment } from './transcripts/alignment.ts';
import { createEdits } from './transcripts/edits.ts';
import { createTranscripts } from './transcripts/transcripts.ts';
import { createWatcher } from './watch/watcher.ts';
import { createWatchFolders } from './watch/watchFolders.ts';
import { createChildren } from './workers/children.ts';
import { createWorkerPool } from './workers/pool.ts';

/** Everything that Trax does, without a window: the router for remote callers and a client for callers in this process. */
export interface Core extends AsyncDisposable {
  readonly router: Router;
  readonly client: RouterClient<Router>;
  /** Answers `GET /media/:recordingId` (byte ranges) and `GET /peaks/:recordingId`; 404 for anything else. */
  serveMedia(request: Request): Promise<Response>;
  /** Answers `GET /copy?id=...&media=1` with an archive of recordings to save; 404 for anything else. */
  serveCopy(request: Request): Promise<Response>;
  /** A PostgreSQL connection URL for the user's own tools, as it is now. Holds the password: print it, never log it. */
  readonly databaseUrl: string;
  readonly host: Host;
}

export interface CoreOptions {
  /** A PostgreSQL server of the user's own instead of the embedded one (`DATABASE_URL`). */
  readonly databaseUrl?: string | undefined;
  /** False for commands that only look: nothing is taken from the queue. */
  readonly runsQueue?: boolean;
  /** For a helper that only takes work from a library that others look after; see `HelperOptions`. */
  readonly helper?: HelperOptions;
  /** Milliseconds after which a core that runs the queue first looks whether a backup is due; a check, half as long after. */
  readonly firstLookAfter?: number;
  /** Milliseconds without an edit after which edited lines are looked for in the sound. */
  readonly alignAfter?: number;
  /** Hears how far a library is carried over from another major version of PostgreSQL, before anything else opens. */
  readonly onCarryOver?: (progress: CarryOver) => void;
  readonly signal?: AbortSignal;
}

/** What a core that helps others does: it changes nothing of the library itself. */
export interface HelperOptions {
  /** The kinds of work that it takes; left out, all that it can do. */
  readonly tasks?: readonly TaskType[];
  /** Recordings at the same time, instead of what the library's settings say. */
  readonly concurrency?: number | undefined;
  /** Other computers' folders that this one reaches elsewhere. */
  readonly folders: readonly MappedFolder[];
}

/**
 * Opens everything in order; closing is the same reversed. Throws what opening the database throws, and
 * FOLDER_NOT_WRITABLE.
 */
export async function createCore(host: Host, options: CoreOptions = {}): Promise<Core> {
  await using opening = new AsyncDisposableStack();
  await requireResting(host.folders.data);
  const folders = await makeFolders(host.folders.data);
  const { log } = host;

  const database = opening.use(
    await openDatabase({
      dataFolder: host.folders.data,
      databaseUrl: options.databaseUrl,
      mayUpgrade: !options.helper,
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
  const { helper } = options;
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
  const notes = createNotes(database, events);
  const replacements = createReplacements({ database, events, edits });
  const ffmpeg = () => requireFfmpeg(settings.current);
  const exports = createExports({
    database,
    library,
    transcripts,
    notes,
    printPage: host.printPage,
    soundOf: createSound({ database, pool, ffmpeg, folder: folders.playback }),
    ownFolder: folders.exports,
  });
  const imports = createImports({ database, events, library, uploads: folders.uploads });
  const runsQueue = options.runsQueue ?? true;
  const firstLook = options.firstLookAfter ?? 60_000;
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
  const router = createRouter(
    {
      library,
      collections,
      ingest,
      queue,
      transcripts,
      edits,
      locate: createLocate({ database, events, pool, ffmpeg }),
      notes,
      replacements,
      exports,
      imports,
      backups,
      maintenance,
      portability,
      dataFolder,
      models,
      search,
      watchFolders,
      settings,
      computers,
      system,
      events,
    },
    log,
  );

  await children.sweep();
  const sweeping = sweepFiles(database, folders, log).catch((error) =>
    log.warn('No sweep', { error: String(error) }),
  );
  opening.defer(() => sweeping);
  const media = createMediaAccess({
    database,
    presence,
    folders: helper?.folders ?? [],
    cache: folders.cache,
  });
  const handlers = {
    preprocess: preprocessHandler({ database, events, pool, media, ffmpeg }),
    transcribe: transcribeHandler({
      database,
      events,
      pool,
      log,
      folders,
      media,
      endpoints,
      footprints,
      ffmpeg,
      connect,
      children,
      speechModel: models.speechModel,
      allowsSmallerModel: async () => (await settings.current()).allowSmallerModel,
      smallerModel: async (model) => smallerModel((await models.list()).models, model),
    }),
  };
  if (runsQueue) {
    if (!helper) {
      const { uploads, exports: ownFolder } = folders;
      opening.use(await createAfterwards({ database, events, exports, computer, uploads, ownFolder, log }));
      opening.use(
        await createCheckSchedule({
          database,
          log,
          folder: folders.openings,
          firstLook: firstLook * 1.5,
          every: async () => (await settings.current()).checkEvery,
          last: maintenance.last,
          check: (reason, signal) => maintenance.check({ media: false, reason }, signal),
        }),
      );
      opening.use(createWaiting({ database, events, imports, log }));
      const days = async () => (await settings.current()).binDays;
      opening.use(keepBinShort({ database, log, days, remove: library.remove }));
    }
    opening.use(await createReceiver({ database, events, computerId: computer, folders, log }));
    const wakefulness = opening.use(createWakefulness(host.keepAwake));
    const alignment = opening.use(
      createAlignment({
        database,
        events,
        edits,
        pool,
        children,
        log,
        ...(options.alignAfter !== undefined && { calm: options.alignAfter }),
        threads: async () => budgetOf(await settings.current(), thisComputer()).threads,
        ffmpeg,
        connect,
        usualOptions: async () => chooseOptions({}, await settings.current(), await models.list()),
      }),
    );
    const onWork = (isThere: boolean) => {
      wakefulness.work(isThere);
      alignment.onQueue(isThere);
    };
    const share = opening.use(createSharedRecordings({ database, computerId: computer, port: 0, log }));
    const surroundings = await createSurroundings({
      database,
      settings: settings.current,
      isOnBattery: host.isOnBattery,
      machine: thisComputer(),
      footprints,
      presence,
      endpoints,
      share,
      version: packageJson.version,
      concurrency: helper?.concurrency,
      mapped: (helper?.folders ?? []).map(({ theirs }) => theirs),
    });
    const owner = newOwner(computer);
    const runner = opening.use(
      await createRunner({
        database,
        events,
        handlers: only(handlers, helper?.tasks),
        surroundings,
        owner,
        log,
        onWork,
      }),
    );
    const wakeFor = new Set<string>(['settings', 'computers', 'model']);
    opening.defer(events.onEvent(({ type }) => void (wakeFor.has(type) && runner.wake())));
    if (!helper)
      opening.use(
        await createWatcher({ database, events, library, computer, ownFolder: host.folders.data, log }),
      );
  }

  const open = opening.move();
  return {
    host,
    router,
    client: createRouterClient(router, { interceptors: [receiveFailures] }),
    serveMedia: createMedia(database),
    get databaseUrl() {
      return database.url;
    },
    serveCopy: createCopies(portability),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** The handlers of some tasks; all of them where none are named. */
function only(handlers: Handlers, tasks: readonly TaskType[] | undefined): Handlers {
  if (!tasks) return handlers;
  return Object.fromEntries(Object.entries(handlers).filter(([task]) => tasks.includes(task as TaskType)));
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
