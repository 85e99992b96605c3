import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A process that a worker started, as the core noted it to sweep it after a crash. */
interface StartedProcess {
  readonly pid: number;
  /** The worker's own process id. */
  readonly worker: number;
}

/** The engines that run now for the cores on a data folder. */
export async function startedProcesses(dataFolder: string): Promise<StartedProcess[]> {
  const folder = join(dataFolder, 'run', 'children');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}
