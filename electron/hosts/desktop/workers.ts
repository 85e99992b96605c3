import { EventEmitter } from 'node:events';
import type { MessagePortMainLike } from '@orpc/client/message-port';
import { type UtilityProcess, utilityProcess } from 'electron';
import { endOfProcess } from '../../../shared/endOfProcess.ts';
import { quoted, type Reason } from '../../../shared/sentences.ts';
import type { Log, WorkerProcess } from '../../core/host.ts';
import { logOutput } from '../forkWorker.ts';

/** Starts a worker script in a utility process of Electron. Only possible when the application is ready. */
export function forkUtilityWorker(entry: string, log: Log): WorkerProcess {
  const child = utilityProcess.fork(entry, [], { stdio: 'pipe', serviceName: 'Trax worker', execArgv: [] });
  child.once('spawn', () => {
    logOutput(child.stdout, log, child.pid ?? 0);
    logOutput(child.stderr, log, child.pid ?? 0);
  });
  let fatal = '';
  child.on('error', (type, location) => {
    // The report that comes third holds the environment, and with it keys: it is not for the log.
    fatal = `${type} at ${location}`;
  });
  const ended = new Promise<Reason>((resolve) => {
    child.once('exit', (status) => resolve(fatal ? quoted(fatal) : endOfProcess(status, null)));
  });
  return {
    get pid() {
      return child.pid ?? 0;
    },
    port: portOf(child),
    ended,
    kill: () => killNow(child),
  };
}

/** A utility process as oRPC takes a port: it hands over bare messages, and says `exit` for `close`. */
function portOf(child: UtilityProcess): MessagePortMainLike {
  const events = new EventEmitter();
  child.on('message', (data) => events.emit('message', { data }));
  child.once('exit', () => events.emit('close'));
  return {
    on(event, callback) {
      events.on(event, callback);
    },
    postMessage: (data) => child.postMessage(data),
  };
}

/** Its own `kill` only asks, and a worker inside native code does not hear it. */
function killNow(child: UtilityProcess) {
  if (child.pid === undefined) {
    child.kill();
    return;
  }
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
