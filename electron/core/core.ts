import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { receiveFailures } from '../../shared/contract/failures.ts';
import { TraxError } from '../../shared/errors.ts';
import { backupsFolder, createBackups } from './backups/backups.ts';
import { takeBackup } from './backups/takeBackup.ts';
import { openDatabase } from './database/database.ts';
import { createEvents } from './events/events.ts';
import { createExports } from './exports/exports.ts';
import type { Host } from './host.ts';
import { createLibrary } from './library/library.ts';
import { sweepFiles } from './library/sweep.ts';
import { createCheckSchedule } from './maintenance/checkSchedule.ts';
import { createMaintenance } from './maintenance/maintenance.ts';
import { createMedia } from './media/media.ts';
import { createModels } from './models/models.ts';
import { createPortability } from './portability/portability.ts';
import { createAfterwards } from './queue/afterwards.ts';
import { computerId } from './queue/computerId.ts';
import { preprocessHandler } from './queue/handlers/preprocess.ts';
import { transcribeHandler } from './queue/handlers/transcribe.ts';
import { createQueue } from './queue/queue.ts';
import { createRunner } from './queue/runner.ts';
import { createWakefulness } from './queue/wakefulness.ts';
import { createRouter, type Router } from './router.ts';
import { chooseOptions } from './settings/chooseOptions.ts';
import { createSettings } from './settings/settings.ts';
import { shareOut } from './system/performance.ts';
import { createSystem } from './system/system.ts';
import { createConnect, requireFfmpeg } from './tools/connect.ts';
import { createEdits } from './transcripts/edits.ts';
import { createTranscripts } from './transcripts/transcripts.ts';
import { createChildren } from './workers/children.ts';
import { createWorkerPool } from './workers/pool.ts';

/** Everything that Trax does, without a window: the router for remote callers and a client for callers in this process. */
export interface Core extends AsyncDisposable {
  readonly router: Router;
  readonly client: RouterClient<Router>;
  /** Answers `GET /media/:recordingId` (byte ranges) and `GET /peaks/:recordingId`; 404 for anything else. */
  serveMedia(request: Request): Promise<Response>;
  /** A PostgreSQL connection URL for the user's own tools, as it is now. Holds the password: print it, never log it. */
  readonly databaseUrl: string;
  readonly host: Host;
}

export interface CoreOptions {
  /** A PostgreSQL server of the user's own instead of the embedded one (`DATABASE_URL`). */
  readonly databaseUrl?: string | undefined;
  /** False for commands that only look: nothing is taken from the queue. */
  readonly runsQueue?: boolean;
  /** Milliseconds after which a core that runs the queue first looks whether a backup is due; a check, half as long after. */
  readonly firstLookAfter?: number;
  readonly signal?: AbortSignal;
}

/**
 * Opens everything in order; closing is the same reversed. Throws what opening the database throws, and
 * FOLDER_NOT_WRITABLE.
 */
export async function createCore(host: Host, options: CoreOptions = {}): Promise<Core> {
  await using opening = new AsyncDisposableStack();
  const folders = await makeFolders(host.folders.data);
  const { log } = host;

  const database = opening.use(
    await openDatabase({
      dataFolder: host.folders.data,
      databaseUrl: options.databaseUrl,
      log,
      ...(options.signal && { signal: options.signal }),
      beforeUpgrade: async ({ place, url }) => {
        if (place)
          await takeBackup({ url, place, folder: backupsFolder(host.folders.data), reason: 'upgrade' });
      },
    }),
  );
  const events = opening.use(await createEvents(database, log));
  opening.use(database.onHealth((health) => events.tellHere({ type: 'database', health })));
  const children = createChildren(folders.children);
  const pool = opening.use(createWorkerPool(host, async () => void (await children.sweep())));
  const settings = createSettings(database, events, host.secrets);
  const queue = createQueue(database, events);
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
  const library = createLibrary({
    database,
    events,
    uploads: folders.uploads,
    chooseOptions: async (wished) => chooseOptions(wished, await settings.current(), await models.list()),
  });
  const transcripts = createTranscripts(database);
  const edits = createEdits(database, events);
  const exports = createExports({ database, library, transcripts });
  const { workers, threads } = shareOut((await settings.current()).workers);
  const firstLook = options.firstLookAfter ?? 60_000;
  const backups = opening.use(
    createBackups({
      database,
      events,
      dataFolder: host.folders.data,
      log,
      every: async () => (await settings.current()).backupEvery,
      schedule: (options.runsQueue ?? true) ? { firstLook } : null,
    }),
  );
  const maintenance = createMaintenance({ database, events, folders, log });
  const portability = createPortability({ database, events, folders });
  const system = createSystem({
    host,
    database,
    library,
    settings: settings.current,
    models: models.list,
    workers,
  });
  const router = createRouter(
    {
      library,
      queue,
      transcripts,
      edits,
      exports,
      backups,
      maintenance,
      portability,
      models,
      settings,
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
  const ffmpeg = () => requireFfmpeg(settings.current);
  const handlers = {
    preprocess: preprocessHandler({ database, events, pool, ffmpeg }),
    transcribe: transcribeHandler({
      database,
      events,
      pool,
      log,
      folders,
      ffmpeg,
      connect,
      children,
      speechModel: models.speechModel,
      threads,
    }),
  };
  if (options.runsQueue ?? true) {
    const { uploads, exports: ownFolder } = folders;
    opening.use(await createAfterwards({ database, events, exports, uploads, ownFolder, log }));
    const { work: onWork } = opening.use(createWakefulness(host.keepAwake));
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
    const computer = await computerId(folders.computer);
    opening.use(
      await createRunner({ database, events, handlers, workerCount: workers, computer, log, onWork }),
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
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** The folders of a library, made where they are missing. Throws FOLDER_NOT_WRITABLE. */
async function makeFolders(data: string) {
  const folders = {
    uploads: join(data, 'media'),
    peaks: join(data, 'peaks'),
    playback: join(data, 'playback'),
    models: join(data, 'models'),
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
