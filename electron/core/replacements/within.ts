import { createContext, runInContext } from 'node:vm';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';

/**
 * Runs something that a person's pattern may hold up for ever, for so many milliseconds at most. Throws INVALID_INPUT after
 * that: a pattern can be written so that a line of text takes it longer than the sun lasts.
 */
export function within<Result>(milliseconds: number, task: () => Result): Result {
  try {
    return runInContext('task()', createContext({ task }), { timeout: milliseconds });
  } catch (cause) {
    const isTimeout =
      typeof cause === 'object' &&
      cause !== null &&
      'code' in cause &&
      cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    if (isTimeout) throw new TraxError('INVALID_INPUT', { reason: say('reason.slowPattern') }, { cause });
    throw cause;
  }
}
