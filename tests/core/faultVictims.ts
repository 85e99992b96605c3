import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { descendantsOf, findProcesses } from '../support/coreProcess.ts';
import { inspectServer } from '../support/embeddedServer.ts';
import type { Victim } from './faultRounds.ts';

/** Kills what a round names, without a word, as the system does when it runs out of memory or the plug is pulled. */
export async function strike(victim: Victim, core: ChildProcess, dataFolder: string): Promise<void> {
  const { place, pid } = await inspectServer(dataFolder);
  if (victim === 'session') {
    const sessions = await descendantsOf(await pid());
    kill(sessions.slice(-1));
    return;
  }
  const ended = once(core, 'exit');
  if (victim !== 'database') core.kill('SIGKILL');
  // A restoration runs a server of its own beside the library's.
  if (victim !== 'core') kill(await findProcesses('postgres', `${place.folder}/`, '-D'));
  if (core.killed && core.exitCode === null && core.signalCode === null) await ended;
}

function kill(ids: readonly number[]): void {
  for (const id of ids) {
    try {
      process.kill(id, 'SIGKILL');
    } catch (error) {
      // It ended by itself meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
