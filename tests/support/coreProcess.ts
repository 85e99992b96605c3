import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '../../electron/core/core.ts';
import type { TraxEvent } from '../../shared/contract/events.ts';
import { type Failure, fromFailure, TraxError } from '../../shared/errors.ts';

/** What is asked of a core in another process, and what it tells. */
export interface Asked {
  readonly id: number;
  readonly feature: string;
  readonly procedure: string;
  readonly input: unknown;
}
export type Told =
  | { type: 'opened'; url: string }
  | { type: 'closed'; failure: Failure }
  | { type: 'event'; event: TraxEvent }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'refusal'; id: number; failure: Failure };

/** A core in a process of its own. */
export interface CoreProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly what: 'working' | 'idle';
  /** Where its database is; that changes when another one takes its place. */
  readonly url: string;
  readonly events: TraxEvent[];
  /** Its procedures; a call that the process does not live to answer throws DISCONNECTED. */
  readonly client: Core['client'];
  /** Lets it close as an application does. */
  close(): Promise<void>;
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
}

/** Starts a core and waits until it is open; `idle` ones take nothing from the queue. Throws why it could not be opened. */
export async function startCoreProcess(
  dataFolder: string,
  what: CoreProcess['what'] = 'working',
  onStart: (child: ChildProcess) => void = () => undefined,
  environment: Record<string, string> = {},
): Promise<CoreProcess> {
  const child = fork(join(import.meta.dirname, 'holdCore.ts'), [dataFolder, what], {
    execArgv: [],
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  onStart(child);
  const ended = once(child, 'exit');
  const events: TraxEvent[] = [];
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const opened = Promise.withResolvers<void>();
  let url = '';
  child.on('message', (told: Told) => {
    if (told.type === 'opened') {
      url = told.url;
      opened.resolve();
    } else if (told.type === 'closed') opened.reject(fromFailure(told.failure));
    else if (told.type === 'event') events.push(told.event);
    else if (told.type === 'answer') waiting.get(told.id)?.resolve(told.value);
    else waiting.get(told.id)?.reject(fromFailure(told.failure));
  });
  child.once('exit', () => {
    opened.reject(new TraxError('DISCONNECTED'));
    for (const { reject } of waiting.values()) reject(new TraxError('DISCONNECTED'));
  });
  let asked = 0;
  const client = carried((feature, procedure, input) => {
    const answer = Promise.withResolvers<unknown>();
    if (!child.connected) return Promise.reject(new TraxError('DISCONNECTED'));
    waiting.set(++asked, answer);
    child.send({ id: asked, feature, procedure, input } satisfies Asked, (error) => {
      if (error) answer.reject(new TraxError('DISCONNECTED', {}, { cause: error }));
    });
    return answer.promise;
  });
  const finish = async (how: () => void) => {
    if (child.exitCode === null && child.signalCode === null) how();
    await ended;
  };
  const kill = () => finish(() => child.kill('SIGKILL'));
  await opened.promise;
  return {
    child,
    what,
    get url() {
      return url;
    },
    events,
    client,
    close: () => finish(() => child.send('close')),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

type Call = (feature: string, procedure: string, input: unknown) => Promise<unknown>;

/** A client whose calls are carried elsewhere. */
function carried(call: Call): Core['client'] {
  const featureOf = (feature: string) =>
    new Proxy({}, { get: (_, procedure) => (input: unknown) => call(feature, String(procedure), input) });
  return new Proxy({}, { get: (_, feature) => featureOf(String(feature)) }) as Core['client'];
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
