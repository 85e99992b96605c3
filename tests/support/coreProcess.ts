import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TraxEvent } from '../../shared/contract/events.ts';

/** A core in a process of its own. */
export interface CoreProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly url: string;
  readonly events: TraxEvent[];
  add(path: string, model: string): void;
  /** Lets it close as an application does. */
  close(): Promise<void>;
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
}

export async function startCoreProcess(
  dataFolder: string,
  environment: Record<string, string> = {},
): Promise<CoreProcess> {
  const child = fork(join(import.meta.dirname, 'holdCore.ts'), [dataFolder], {
    execArgv: [],
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  const ended = once(child, 'exit');
  const events: TraxEvent[] = [];
  const [opened] = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`the core ended with ${code} before it was open`))),
  ]);
  child.on('message', (event) => events.push(event as TraxEvent));
  const finish = async (how: () => void) => {
    if (child.exitCode === null && child.signalCode === null) how();
    await ended;
  };
  const kill = () => finish(() => child.kill('SIGKILL'));
  return {
    child,
    url: opened.url,
    events,
    add: (path, model) => void child.send({ add: path, model }),
    close: () => finish(() => child.send('close')),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

/** The ids of all processes whose command line holds every one of these words. Linux only. */
export async function findProcesses(...words: string[]): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    ids.map(async (id) => {
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      return words.every((word) => command.includes(word)) ? id : null;
    }),
  );
  return found.filter((id) => id !== null);
}

/** The processes that a process started, and those that they started. Linux only. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const ids = children.split(' ').filter(Boolean).map(Number);
  return [...ids, ...(await Promise.all(ids.map(descendantsOf))).flat()];
}
