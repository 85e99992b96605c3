import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../setup/run.mjs';
import type { ProcessGroup } from './processGroup.ts';

/** A program that runs in a group. */
export interface Run {
  readonly child: ChildProcess;
  /** `performance.now()` when it was started. */
  readonly startedAt: number;
  /** Settles when it has ended and all of its output was read; throws with its last words when it failed. */
  readonly ended: Promise<string>;
}

interface RunOptions {
  readonly group: ProcessGroup;
  readonly environment?: Readonly<Record<string, string>>;
  readonly onLine?: (line: string, at: number) => void;
  /** An exit code besides 0 that is no failure. */
  readonly expected?: number;
}

/** Starts a program in a group; `onLine` hears its standard output. */
export function start(program: string, args: readonly string[], options: RunOptions): Run {
  const { group, environment, onLine, expected } = options;
  const wrapped = group.wrap(program, args);
  const startedAt = performance.now();
  const child = spawn(wrapped.program, wrapped.args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  group.watch(child.pid ?? 0);
  let output = '';
  let complaints = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`;
    onLine?.(line, performance.now());
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-2000);
  });
  const ended = once(child, 'close').then(([code]) => {
    if (code !== 0 && code !== expected)
      throw new Error(`${program} ${args.join(' ')}: exit ${code}\n${complaints}`);
    return output;
  });
  ended.catch(() => undefined);
  return { child, startedAt, ended };
}

/** Starts `trax` as a person would, with a library of its own. */
export function startTrax(args: readonly string[], home: string, options: RunOptions): Run {
  const environment = {
    DATABASE_URL: '',
    TRAX_MODELS_DIR: '',
    TRAX_HOME: home,
    NODE_OPTIONS: '',
    ...options.environment,
  };
  return start(process.execPath, [join(root, 'bin', 'trax.mjs'), ...args], { ...options, environment });
}
