import { isAbsolute, join, resolve } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import type { Folders } from '../host.ts';
import { catalogue } from './catalogue.ts';
import {
  inspectModelFile,
  listModelFiles,
  type ModelFile,
  type ModelFolder,
  modelName,
} from './modelFolder.ts';

/** The folder that Trax downloads models to. */
export function ownModelFolder(folders: Folders): ModelFolder {
  return { path: join(folders.data, 'models'), isReadOnly: false, isSample: false };
}

/** Every folder that models are looked for in, the one that wins first. */
export function modelFolders(folders: Folders): ModelFolder[] {
  const own = ownModelFolder(folders);
  const others = folders.readOnlyModels.filter((path) => resolve(path) !== resolve(own.path));
  return [
    own,
    ...others.map((path) => ({ path, isReadOnly: true, isSample: false })),
    { path: join(folders.resources, 'sample'), isReadOnly: true, isSample: true },
  ];
}

/** One file a name: the first that is whole, else the first damaged one. */
export async function findInstalled(folders: readonly ModelFolder[]): Promise<Map<string, ModelFile>> {
  const installed = new Map<string, ModelFile>();
  for (const files of await Promise.all(folders.map(listModelFiles))) {
    for (const file of files) {
      const known = installed.get(file.name);
      if (!known || (known.damage !== null && file.damage === null)) installed.set(file.name, file);
    }
  }
  return installed;
}

/**
 * The file that a name or an absolute path means. Throws MODEL_MISSING when it is known but not here,
 * MODEL_DAMAGED when it cannot be used, MODEL_UNKNOWN for a name that nobody knows.
 */
export async function findModel(
  nameOrPath: string,
  folders: readonly ModelFolder[],
): Promise<{ name: string; path: string }> {
  const found = isAbsolute(nameOrPath)
    ? await inspectModelFile(nameOrPath, { path: nameOrPath, isReadOnly: true, isSample: false })
    : await findByName(nameOrPath, folders);
  if (found && found.task === 'transcription') {
    if (found.damage !== null) {
      throw new TraxError('MODEL_DAMAGED', { model: nameOrPath, reason: found.damage });
    }
    return { name: found.name, path: found.path };
  }
  const isKnown = isAbsolute(nameOrPath) || catalogue.some((model) => model.name === modelName(nameOrPath));
  throw new TraxError(isKnown && !found ? 'MODEL_MISSING' : 'MODEL_UNKNOWN', { model: nameOrPath });
}

async function findByName(name: string, folders: readonly ModelFolder[]): Promise<ModelFile | undefined> {
  const installed = await findInstalled(folders);
  return installed.get(name) ?? [...installed.values()].find(({ file }) => file === name);
}
