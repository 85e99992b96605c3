import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { asFailureError } from '../../shared/contract/failures.ts';
import type { Backups } from './backups/backups.ts';
import type { Collections } from './collections/collections.ts';
import type { Computers } from './computers/computers.ts';
import type { DataFolder } from './dataFolder/dataFolder.ts';
import type { Events } from './events/events.ts';
import type { Exports } from './exports/exports.ts';
import type { Log } from './host.ts';
import type { Imports } from './imports/imports.ts';
import type { Ingest } from './ingest/ingest.ts';
import type { Library } from './library/library.ts';
import type { createLocate } from './library/locate.ts';
import type { Maintenance } from './maintenance/maintenance.ts';
import type { Models } from './models/models.ts';
import type { Notes } from './notes/notes.ts';
import type { Portability } from './portability/portability.ts';
import type { Queue } from './queue/queue.ts';
import type { Replacements } from './replacements/replacements.ts';
import type { Search } from './search/search.ts';
import type { SettingsService } from './settings/settings.ts';
import type { createSystem } from './system/system.ts';
import type { Edits } from './transcripts/edits.ts';
import type { Transcripts } from './transcripts/transcripts.ts';
import type { WatchFolders } from './watch/watchFolders.ts';

export interface Features {
  readonly library: Library;
  readonly collections: Collections;
  readonly ingest: Ingest;
  readonly queue: Queue;
  readonly transcripts: Transcripts;
  readonly edits: Edits;
  readonly locate: ReturnType<typeof createLocate>;
  readonly notes: Notes;
  readonly replacements: Replacements;
  readonly exports: Exports;
  readonly imports: Imports;
  readonly backups: Backups;
  readonly maintenance: Maintenance;
  readonly portability: Portability;
  readonly dataFolder: DataFolder;
  readonly models: Models;
  readonly search: Search;
  readonly watchFolders: WatchFolders;
  readonly settings: SettingsService;
  readonly computers: Computers;
  readonly system: ReturnType<typeof createSystem>;
  readonly events: Events;
}

export type Router = ReturnType<typeof createRouter>;

/** The contract, answered: every procedure is one line that says which feature answers it. */
export function createRouter(features: Features, log: Log) {
  const {
    library,
    collections,
    ingest,
    queue,
    transcripts,
    edits,
    locate,
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
  } = features;
  const os = implement(contract).use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      const failure = asFailureError(error);
      if (failure.message === 'UNEXPECTED') log.error('A call failed unexpectedly', error);
      throw failure;
    }
  });

  return os.router({
    library: {
      add: os.library.add.handler(({ input }) => library.add(input)),
      list: os.library.list.handler(({ input }) => library.list(input)),
      count: os.library.count.handler(({ input }) => library.count(input)),
      get: os.library.get.handler(({ input }) => library.get(input.id)),
      locate: os.library.locate.handler(({ input, signal }) => locate(input, signal)),
      rename: os.library.rename.handler(({ input }) => library.rename(input.id, input.title)),
      ids: os.library.ids.handler(({ input }) => library.ids(input)),
      versions: os.library.versions.handler(({ input }) => library.versions(input.id)),
      choose: os.library.choose.handler(({ input }) => library.choose(input.transcriptId)),
      bin: os.library.bin.handler(({ input }) => library.bin(input.ids)),
      restore: os.library.restore.handler(({ input }) => library.restore(input.ids)),
      emptyBin: os.library.emptyBin.handler(() => library.emptyBin()),
      remove: os.library.remove.handler(({ input }) => library.remove(input.ids)),
      transcribeAgain: os.library.transcribeAgain.handler(({ input }) =>
        library.transcribeAgain(input.ids, input.options),
      ),
    },
    collections: {
      shelves: os.collections.shelves.handler(() => collections.shelves()),
      create: os.collections.create.handler(({ input }) => collections.create(input)),
      rename: os.collections.rename.handler(({ input }) => collections.rename(input)),
      remove: os.collections.remove.handler(({ input }) => collections.remove(input)),
      put: os.collections.put.handler(({ input }) => collections.put(input)),
      take: os.collections.take.handler(({ input }) => collections.take(input)),
      tagsOf: os.collections.tagsOf.handler(({ input }) => collections.tagsOf(input)),
      tag: os.collections.tag.handler(({ input }) => collections.tag(input)),
    },
    ingest: {
      compare: os.ingest.compare.handler(async function* ({ input, signal }) {
        yield* ingest.compare(input.paths, signal);
      }),
    },
    queue: {
      batches: os.queue.batches.handler(({ input }) => queue.batches(input.limit)),
      entries: os.queue.entries.handler(({ input }) => queue.entries(input)),
      pause: os.queue.pause.handler(({ input }) => queue.pause(input)),
      resume: os.queue.resume.handler(({ input }) => queue.resume(input)),
      cancel: os.queue.cancel.handler(({ input }) => queue.cancel(input)),
      retry: os.queue.retry.handler(({ input }) =>
        queue.retry(input.target, input.options, input.failedOnly),
      ),
      setOptions: os.queue.setOptions.handler(({ input }) => queue.setOptions(input.target, input.options)),
      setLimits: os.queue.setLimits.handler(({ input }) => queue.setLimits(input.batches, input.limits)),
      move: os.queue.move.handler(({ input }) => queue.move(input.target, input.to)),
      prioritise: os.queue.prioritise.handler(({ input }) => queue.prioritise(input.target, input.priority)),
      clearEnded: os.queue.clearEnded.handler(() => queue.clearEnded()),
      remove: os.queue.remove.handler(({ input }) => queue.remove(input)),
      putBack: os.queue.putBack.handler(({ input }) => queue.putBack(input.removal)),
      summary: os.queue.summary.handler(({ input }) => queue.summary(input.batchId)),
    },
    transcripts: {
      get: os.transcripts.get.handler(({ input }) => transcripts.get(input.id)),
      segments: os.transcripts.segments.handler(({ input }) => transcripts.segments(input)),
      edit: os.transcripts.edit.handler(({ input }) => edits.edit(input)),
      undo: os.transcripts.undo.handler(({ input }) => edits.undo(input)),
      redo: os.transcripts.redo.handler(({ input }) => edits.redo(input)),
      changes: os.transcripts.changes.handler(({ input }) => edits.changes(input)),
      log: os.transcripts.log.handler(({ input }) => edits.log(input)),
      version: os.transcripts.version.handler(({ input }) => edits.version(input)),
      restore: os.transcripts.restore.handler(({ input }) => edits.restore(input)),
    },
    notes: {
      list: os.notes.list.handler(({ input }) => notes.list(input.recordingId)),
      put: os.notes.put.handler(({ input }) => notes.put(input)),
      remove: os.notes.remove.handler(({ input }) => notes.remove(input.id)),
    },
    replacements: {
      list: os.replacements.list.handler(() => replacements.list()),
      put: os.replacements.put.handler(({ input }) => replacements.put(input)),
      remove: os.replacements.remove.handler(({ input }) => replacements.remove(input.id)),
      preview: os.replacements.preview.handler(({ input }) => replacements.preview(input)),
      apply: os.replacements.apply.handler(({ input }) => replacements.apply(input)),
    },
    exports: {
      render: os.exports.render.handler(({ input }) => exports.render(input)),
      preview: os.exports.preview.handler(({ input }) => exports.preview(input)),
      save: os.exports.save.handler(({ input }) => exports.save(input)),
      saveMany: os.exports.saveMany.handler(({ input }) => exports.saveMany(input)),
      list: os.exports.list.handler(({ input }) => exports.list(input)),
      again: os.exports.again.handler(({ input }) => exports.again(input.id)),
    },
    imports: {
      add: os.imports.add.handler(({ input }) => imports.add(input)),
      undo: os.imports.undo.handler(({ input }) => imports.undo(input.transcriptId)),
    },
    backups: {
      list: os.backups.list.handler(() => backups.list()),
      start: os.backups.start.handler(({ input }) => backups.start(input)),
      restore: os.backups.restore.handler(({ input }) => backups.restore(input)),
      cancel: os.backups.cancel.handler(() => backups.cancel()),
      forgetReplaced: os.backups.forgetReplaced.handler(({ input }) => backups.forgetReplaced(input.id)),
    },
    maintenance: {
      last: os.maintenance.last.handler(() => maintenance.last()),
      check: os.maintenance.check.handler(({ input, signal }) => maintenance.check(input, signal)),
      repair: os.maintenance.repair.handler(({ input, signal }) => maintenance.repair(input, signal)),
    },
    portability: {
      exportLibrary: os.portability.exportLibrary.handler(({ input, signal }) =>
        portability.exportLibrary(input, signal),
      ),
      importLibrary: os.portability.importLibrary.handler(({ input, signal }) =>
        portability.importLibrary(input, signal),
      ),
      startExport: os.portability.startExport.handler(({ input }) => portability.startExport(input)),
      startImport: os.portability.startImport.handler(({ input }) => portability.startImport(input)),
      view: os.portability.view.handler(() => portability.view()),
      cancel: os.portability.cancel.handler(() => portability.cancel()),
      exportRecordings: os.portability.exportRecordings.handler(({ input, signal }) =>
        portability.exportRecordings(input, signal),
      ),
      importRecordings: os.portability.importRecordings.handler(({ input, signal }) =>
        portability.importRecordings(input, signal),
      ),
    },
    dataFolder: {
      view: os.dataFolder.view.handler(() => dataFolder.view()),
      inspect: os.dataFolder.inspect.handler(({ input }) => dataFolder.inspect(input)),
      move: os.dataFolder.move.handler(({ input }) => dataFolder.move(input)),
      forgetFormer: os.dataFolder.forgetFormer.handler(({ input }) => dataFolder.forgetFormer(input)),
    },
    models: {
      list: os.models.list.handler(() => models.list()),
      download: os.models.download.handler(({ input }) => models.download(input.name)),
      cancelDownload: os.models.cancelDownload.handler(({ input }) => models.cancelDownload(input.name)),
      import: os.models.import.handler(({ input, signal }) => models.import(input.path, signal)),
      remove: os.models.remove.handler(({ input }) => models.remove(input.name)),
    },
    search: {
      find: os.search.find.handler(({ input }) => search.find(input)),
      choices: os.search.choices.handler(() => search.choices()),
    },
    watchFolders: {
      list: os.watchFolders.list.handler(() => watchFolders.list()),
      add: os.watchFolders.add.handler(({ input }) => watchFolders.add(input)),
      update: os.watchFolders.update.handler(({ input }) => watchFolders.update(input)),
      remove: os.watchFolders.remove.handler(({ input }) => watchFolders.remove(input.id)),
    },
    settings: {
      get: os.settings.get.handler(() => settings.view()),
      update: os.settings.update.handler(({ input }) => settings.update(input)),
      tryEndpoint: os.settings.tryEndpoint.handler(() => settings.tryEndpoint()),
    },
    computers: {
      view: os.computers.view.handler(() => computers.view()),
      forgetLimit: os.computers.forgetLimit.handler(({ input }) => computers.forgetLimit(input)),
      unblock: os.computers.unblock.handler(({ input }) => computers.unblock(input.url)),
      forget: os.computers.forget.handler(({ input }) => computers.forget(input.id)),
    },
    system: {
      info: os.system.info.handler(() => system.info()),
      doctor: os.system.doctor.handler(() => system.doctor()),
      trySample: os.system.trySample.handler(() => system.trySample()),
    },
    events: {
      subscribe: os.events.subscribe.handler(async function* ({ signal }) {
        yield* events.subscribe(signal);
      }),
    },
  });
}
