import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { dataFolderOf } from '../core/dataFolder/pointer.ts';
import type { Folders } from '../core/host.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder for everything that Trax keeps: TRAX_HOME, else where the platform's applications keep their data
 * (XDG base directories, Apple's File System Programming Guide, Windows' known folder RoamingAppData).
 */
export function defaultDataFolder(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (environment.TRAX_HOME) return resolve(environment.TRAX_HOME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Trax');
  if (platform === 'win32') return join(environment.APPDATA || join(home, 'AppData', 'Roaming'), 'Trax');
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'trax');
}

/** The folders of TRAX_MODELS_DIR: a list like PATH, made absolute, without empty parts. */
export function readOnlyModelFolders(environment: Environment): string[] {
  const listed = environment.TRAX_MODELS_DIR?.split(delimiter) ?? [];
  return listed.filter((folder) => folder.trim() !== '').map((folder) => resolve(folder));
}

/**
 * The nearest `path` in the folder of this file or one above it: the checkout from source and from `out/`,
 * the packaged application's own folders from its archive. Null where there is none.
 */
export function findAbove(path: string, from = import.meta.dirname): string | null {
  const candidate = join(from, path);
  if (existsSync(candidate)) return candidate;
  return dirname(from) === from ? null : findAbove(path, dirname(from));
}

/** What ships with Trax; found by the sample, which is always among it. */
export function resourcesFolder(): string {
  const sample = findAbove(join('resources', 'sample'));
  if (sample === null) throw new Error(`There is no folder "resources/sample" above ${import.meta.dirname}.`);
  return dirname(sample);
}

/** The folders of a core in this process. Throws DATA_FOLDER_MISSING. */
export function foldersOf(environment: Environment, dataFolder?: string): Folders {
  const home = dataFolder ? resolve(dataFolder) : defaultDataFolder(environment);
  return {
    home,
    data: dataFolderOf(home),
    resources: resourcesFolder(),
    readOnlyModels: readOnlyModelFolders(environment),
  };
}

/** The script that a worker process runs: the source beside a source, the bundle beside a bundle. */
export function workerEntry(): string {
  const name = import.meta.filename.endsWith('.ts')
    ? join('electron', 'workers', 'entry.ts')
    : join('out', 'worker.js');
  const entry = findAbove(name);
  if (entry === null) throw new Error(`There is no "${name}" above ${import.meta.dirname}.`);
  return entry;
}
