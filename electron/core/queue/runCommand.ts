import { type ChildProcess, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { endOfProcess } from '../../../shared/endOfProcess.ts';
import { TraxError } from '../../../shared/errors.ts';
import { quoted, type Reason, say } from '../../../shared/sentences.ts';

/** How long a command may take. Milliseconds. */
const patience = 60_000;
/** Characters of what it complained that are kept. */
const longestComplaint = 500;

/**
 * Runs a person's own command to its end, without a shell, in their home folder, with `input` on its standard input.
 * Throws COMMAND_FAILED; aborting the signal ends it and everything it has started.
 */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  input: string,
  signal: AbortSignal,
  limit = patience,
): Promise<void> {
  const isPosix = process.platform !== 'win32';
  const child = spawn(program, args, {
    cwd: homedir(),
    // A group of its own, so that what it starts ends with it.
    detached: isPosix,
    stdio: ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-longestComplaint);
  });
  // It need not read what it is given.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const stop = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
  const end = () => endGroup(child, isPosix);
  stop.addEventListener('abort', end, { once: true });
  try {
    const reason = await reasonOfEnd(child);
    signal.throwIfAborted();
    if (stop.aborted) throw failure(program, say('reason.tooSlow', { seconds: limit / 1000 }), complaint);
    if (reason) throw failure(program, reason, complaint);
  } finally {
    stop.removeEventListener('abort', end);
  }
}

/** Null when all is well. What it left running in the background is not waited for. */
function reasonOfEnd(child: ChildProcess): Promise<Reason | null> {
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(quoted(message)));
    child.once('exit', (code, signal) => {
      child.stderr?.destroy();
      resolve(code === 0 ? null : endOfProcess(code, signal));
    });
  });
}

function endGroup(child: ChildProcess, isPosix: boolean) {
  try {
    if (isPosix && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill();
  } catch {
    // It had ended by itself.
  }
}

function failure(command: string, reason: Reason, complaint: string): TraxError {
  return new TraxError('COMMAND_FAILED', { command, reason }, { cause: complaint.trim() || undefined });
}
