import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { MessagePortMainLike } from '@orpc/client/message-port';
import { endOfProcess } from '../../shared/endOfProcess.ts';
import { TraxError } from '../../shared/errors.ts';
import { type Said, say } from '../../shared/sentences.ts';
import type { Log, WorkerProcess } from '../core/host.ts';

// A process group of its own: Ctrl+C in a terminal is for the core alone, and what the worker started ends with it.
const hasProcessGroup = process.platform !== 'win32';

/**
 * Not those of this process: --inspect would collide, --test and --watch mean something else. A worker keeps little and lets
 * megabytes of sound pass by: young objects in 2 MB, and a heap that may not grow to gigabytes, make V8 collect them early.
 * Measured on four hours of sound: a peak of 175 MB instead of 340 to 510 MB, at no cost in time.
 */
const flags = ['--max-semi-space-size=2', '--max-old-space-size=1024'];

/** Starts a worker script in a Node process of its own, which answers over the process channel. */
export function forkWorker(entry: string, log: Log): WorkerProcess {
  const child = fork(entry, [], {
    execArgv: flags,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: hasProcessGroup,
  });
  child.on('error', (error) => log.error('A worker process failed', error));
  const { pid } = child;
  if (pid === undefined) throw new TraxError('WORKER_CRASHED', { reason: say('reason.notStarted') });
  logOutput(child.stdout, log, pid);
  logOutput(child.stderr, log, pid);

  const ended = new Promise<Said>((resolve) => {
    child.once('exit', (status, signal) => {
      if (hasProcessGroup) killGroup(pid);
      resolve(endOfProcess(status, signal));
    });
  });
  return {
    pid,
    port: portOf(child),
    ended,
    kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      if (hasProcessGroup) killGroup(pid);
      else child.kill('SIGKILL');
    },
  };
}

/** A child's channel as oRPC takes it: `message` events carry `data`, and `close` comes when nothing more can. */
function portOf(child: ChildProcess): MessagePortMainLike {
  const events = new EventEmitter();
  child.on('message', (data) => events.emit('message', { data }));
  // A dead process may have left messages in the channel: `disconnect` comes after the last of them.
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const disconnected = new Promise((resolve) => child.once('disconnect', resolve));
  Promise.all([exited, disconnected]).then(() => events.emit('close'));
  return {
    on(event, callback) {
      events.on(event, callback);
    },
    postMessage(data) {
      // A message to a process that has just died is answered by `close`.
      if (child.connected) child.send(data, () => undefined);
    },
  };
}

function killGroup(leader: number) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // ESRCH: nobody is left. EPERM: on macOS, only zombies are left.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Passes on what a worker process prints. */
export function logOutput(output: Readable | NodeJS.ReadableStream | null, log: Log, pid: number) {
  if (output)
    createInterface({ input: output }).on('line', (line) => log.info('worker says', { worker: pid, line }));
}
