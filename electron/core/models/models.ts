import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model } from '../../../shared/contract/models.ts';
import { TraxError } from '../../../shared/errors.ts';
import type { Folders, Log } from '../host.ts';
import { type CatalogueModel, catalogue, estimateSize, speechModel } from './catalogue.ts';
import { thisComputer } from './computer.ts';
import { writeFailure } from './disk.ts';
import { createDownloads, type DownloadState, type DownloadsOptions } from './downloads.ts';
import { importModel } from './importModel.ts';
import { findInstalled, findModel, modelFolders, ownModelFolder } from './installed.ts';
import { type ModelFile, modelName } from './modelFolder.ts';
import { partialPaths } from './partial.ts';
import { type Computer, type Recommendation, recommend } from './recommend.ts';

/** The models of this computer: what `modelsContract` asks for, and what the rest of the core needs to know. */
export interface Models extends AsyncDisposable {
  list(): Promise<{ models: Model[]; folder: string; recommended: Recommendation }>;
  download(name: string): Promise<{ started: boolean }>;
  cancelDownload(name: string): Promise<{ cancelled: boolean }>;
  import(path: string, signal?: AbortSignal): Promise<Model>;
  remove(name: string): Promise<{ removed: boolean }>;
  /** The file of a model by its name or absolute path. Throws MODEL_MISSING, MODEL_DAMAGED or MODEL_UNKNOWN. */
  resolve(nameOrPath: string): Promise<{ name: string; path: string }>;
  /** The path of the voice activity model; null when it is not here. */
  speechModel(): Promise<string | null>;
}

export interface ModelsOptions {
  readonly folders: Folders;
  readonly log: Log;
  /** A model or its download has changed. */
  onChange(name: string): void;
  /** A transcription model has come onto this computer, by download or import. */
  onInstalled(name: string): Promise<void>;
  /** Loads a model once in a worker; throws MODEL_DAMAGED when that fails. */
  checkModel(path: string, signal: AbortSignal): Promise<unknown>;
  /** Where to download from instead of the publishers: all files in one folder. */
  readonly mirror?: string | null;
  readonly computer?: Computer;
  readonly pace?: DownloadsOptions['pace'];
}

export function createModels(options: ModelsOptions): Models {
  const { folders, log, onChange, onInstalled, checkModel } = options;
  const { mirror = process.env.TRAX_MODELS_URL || null, computer = thisComputer(), pace } = options;
  const own = ownModelFolder(folders);
  const places = modelFolders(folders);
  const recommended = recommend(computer);
  const closing = new AbortController();
  const installed = () => findInstalled(places);

  const pathOfSpeechModel = async () => {
    const found = (await installed()).get(speechModel.name);
    return found?.damage === null ? found.path : null;
  };
  const downloads = createDownloads({
    folder: own.path,
    mirror,
    log,
    onChange,
    onInstalled: async (model) => {
      if (model.task !== 'transcription') return;
      await onInstalled(model.name);
      void fetchSpeechModel();
    },
    pace,
  });
  /** In the background: nothing waits for it, since an energy detector stands in. */
  const fetchSpeechModel = async () => {
    try {
      if ((await pathOfSpeechModel()) === null && !closing.signal.aborted) downloads.start(speechModel);
    } catch (error) {
      log.error('the voice activity model was not fetched', error);
    }
  };

  return {
    async list() {
      const files = await installed();
      const known = catalogue.map((model) =>
        toModel(model, files.get(model.name), downloads.stateOf(model.name)),
      );
      const others = [...files.values()].filter((file) => !catalogue.some(({ name }) => name === file.name));
      return {
        models: [...known, ...others.map((file) => toModel(null, file, null))],
        folder: own.path,
        recommended,
      };
    },
    async download(name) {
      const model = catalogue.find((one) => one.name === modelName(name));
      if (!model) throw new TraxError('MODEL_UNKNOWN', { model: name });
      const there = (await installed()).get(model.name);
      if (there && there.damage === null) {
        await fetchSpeechModel();
        return { started: false };
      }
      return { started: downloads.start(model) };
    },
    async cancelDownload(name) {
      return { cancelled: await downloads.cancel(modelName(name)) };
    },
    async import(path, signal) {
      const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const file = await importModel(path, { folder: own, signal: stop, checkModel });
      onChange(file.name);
      if (file.task === 'transcription') await onInstalled(file.name);
      const known = catalogue.find(({ name }) => name === file.name) ?? null;
      return toModel(known, file, downloads.stateOf(file.name));
    },
    async remove(nameOrFile) {
      const name = modelName(nameOrFile);
      const there = (await installed()).get(name);
      const known = catalogue.find((model) => model.name === name);
      const isOwn = (await findInstalled([own])).has(name);
      if (there && !isOwn && !(await hasPartial(own.path, there.file))) {
        throw new TraxError('MODEL_READ_ONLY', { model: name, path: there.path });
      }
      if (!there && !known) throw new TraxError('MODEL_UNKNOWN', { model: name });
      await downloads.cancel(name);
      const removed = await removeFiles(join(own.path, there?.file ?? known?.file ?? name));
      onChange(name);
      return { removed };
    },
    resolve: (nameOrPath) => findModel(nameOrPath, places),
    speechModel: pathOfSpeechModel,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await downloads[Symbol.asyncDispose]();
    },
  };
}

/** A model for people, from what the catalogue says and what is on the disk; one of the two is there. */
function toModel(
  known: CatalogueModel | null,
  file: ModelFile | undefined,
  download: DownloadState | null,
): Model {
  const name = known?.name ?? file?.name ?? '';
  const languages = known?.languages ?? file?.languages ?? 'many';
  return {
    name,
    file: known?.file ?? file?.file ?? name,
    task: known?.task ?? file?.task ?? 'transcription',
    languages: languages === 'many' ? 'many' : [...languages],
    size: known?.size ?? (file?.size || null),
    estimatedSize: known && !file?.size ? estimateSize(known) : null,
    licence: known?.licence ?? null,
    source: known ? 'catalogue' : file?.folder.isSample ? 'sample' : 'file',
    path: file?.path ?? null,
    isReadOnly: file?.folder.isReadOnly ?? false,
    damage: file?.damage ?? null,
    wordErrorRate: known?.wordErrorRate ?? null,
    download: download && { ...download },
  };
}

function hasPartial(folder: string, file: string): Promise<boolean> {
  return stat(partialPaths(join(folder, file)).part).then(
    () => true,
    () => false,
  );
}

/** Removes a model file and what an unfinished download left of it; says whether anything was there. */
async function removeFiles(path: string): Promise<boolean> {
  const { part, etag, owner } = partialPaths(path);
  const sizes = await Promise.all([path, part].map((one) => stat(one).catch(() => null)));
  for (const one of [path, part, etag, owner]) {
    await rm(one, { force: true }).catch((error: unknown) => {
      throw writeFailure(error, one);
    });
  }
  return sizes.some((found) => found !== null);
}
