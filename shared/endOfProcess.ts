import { type Said, say } from './sentences.ts';

/** How a process ended, as Node tells it: by a signal, or with a status. */
export function endOfProcess(status: number | null, signal: string | null): Said {
  return signal ? say('reason.signal', { signal }) : say('reason.exitStatus', { status: status ?? '?' });
}
