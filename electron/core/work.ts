import packageJson from '../../package.json' with { type: 'json' };
import type { TaskType } from '../../shared/contract/queue.ts';
import { createReceiver } from './computers/deliveries.ts';
import { createMediaAccess } from './computers/mediaAccess.ts';
import { createSharedRecordings } from './computers/share.ts';
import { createSurroundings } from './computers/surroundings.ts';
import type { Host } from './host.ts';
import { createWaiting } from './imports/waiting.ts';
import { keepBinShort } from './library/bin.ts';
import { sweepFiles } from './library/sweep.ts';
import { createCheckSchedule } from './maintenance/checkSchedule.ts';
import { thisComputer } from './models/computer.ts';
import { smallerModel } from './models/smaller.ts';
import type { OpenOptions } from './options.ts';
import type { Parts } from './parts.ts';
import { createAfterwards } from './queue/afterwards.ts';
import { budgetOf } from './queue/budget.ts';
import { preprocessHandler } from './queue/handlers/preprocess.ts';
import { transcribeHandler } from './queue/handlers/transcribe.ts';
import { createRunner, type Handlers, newOwner } from './queue/runner.ts';
import { createWakefulness } from './queue/wakefulness.ts';
import { chooseOptions } from './settings/chooseOptions.ts';
import { createAlignment } from './transcripts/alignment.ts';
import { createWatcher } from './watch/watcher.ts';

/** Begins what goes on without being asked: sweeping and, where this core runs the queue, all its work. It ends with `opening`. */
export async function startWork(
  host: Host,
  parts: Parts,
  options: OpenOptions,
  opening: AsyncDisposableStack,
) {
  const {
    folders,
    database,
    events,
    computer,
    children,
    pool,
    settings,
    footprints,
    endpoints,
    presence,
    models,
    connect,
    library,
    edits,
    ffmpeg,
    exports,
    imports,
    maintenance,
  } = parts;
  const { helper, runsQueue, firstLookAfter: firstLook } = options;
  const { log } = host;

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
    preprocess: preprocessHandler({ database, pool, media, ffmpeg }),
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
    const share = opening.use(createSharedRecordings({ database, computerId: computer, log }));
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
}

/** The handlers of some tasks; all of them where none are named. */
function only(handlers: Handlers, tasks: readonly TaskType[] | undefined): Handlers {
  if (!tasks) return handlers;
  return Object.fromEntries(Object.entries(handlers).filter(([task]) => tasks.includes(task as TaskType)));
}
