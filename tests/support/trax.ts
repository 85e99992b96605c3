import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** What a run of the command line left. */
export interface TraxRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the command line that goes on. */
export interface RunningTrax {
  readonly child: ChildProcess;
  readonly ended: Promise<TraxRun>;
  /** What came on standard output and standard error so far. */
  output(): string;
  /** Sends a signal to it and everything it has started, as a terminal does on Ctrl+C. */
  signal(name: NodeJS.Signals): void;
}

/** Starts `trax` as a person would, with a library of its own. */
export function startTrax(
  args: readonly string[],
  options: { home: string; cwd?: string; environment?: Record<string, string> },
): RunningTrax {
  const child = spawn(process.execPath, [resolve(root, 'bin/trax.mjs'), ...args], {
    cwd: options.cwd ?? root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      TRAX_MODELS_DIR: '',
      TRAX_HOME: options.home,
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, like a command in a terminal.
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<TraxRun>((settle) => {
    child.once('close', (exitCode) => settle({ exitCode, stdout, stderr }));
  });
  return {
    child,
    ended,
    output: () => stdout + stderr,
    signal(name) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
    },
  };
}

/** The JSON lines that a run printed. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
