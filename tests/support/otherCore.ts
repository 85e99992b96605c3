import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What `holdDatabase.ts` says when it has opened the library, or the code of why it could not. */
interface Opened {
  readonly code?: string;
  readonly url: string;
  readonly encoding: string;
  readonly trigrams: number;
  readonly uid: number;
}

/** Another process that has the library open. */
export interface OtherCore extends AsyncDisposable {
  readonly opened: Opened;
  readonly child: ChildProcess;
  /** What it logged. */
  readonly log: () => string;
  /** Lets it close the library and end. */
  leave(): Promise<void>;
  /** Ends it without a word, as a crash does. */
  kill(): Promise<void>;
}

export async function startOtherCore(dataFolder: string, options: SpawnOptions = {}): Promise<OtherCore> {
  const script = join(import.meta.dirname, 'holdDatabase.ts');
  const child = spawn(process.execPath, [script, dataFolder], { stdio: 'pipe', ...options });
  const ended = once(child, 'exit');
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const { stdout, stdin } = child;
  if (!stdout || !stdin) throw new Error('the other core has no pipes');
  const [line] = await Promise.race([once(createInterface(stdout), 'line'), ended.then(() => [])]);
  if (typeof line !== 'string') throw new Error(`the other core ended: ${log}`);
  const finish = async (how: () => void) => {
    if (child.exitCode === null && child.signalCode === null) how();
    await ended;
  };
  const kill = () => finish(() => child.kill('SIGKILL'));
  return {
    opened: JSON.parse(line),
    child,
    log: () => log,
    leave: () => finish(() => stdin.end()),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}
