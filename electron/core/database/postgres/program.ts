import { type SpawnOptions, spawn } from 'node:child_process';
import type { Place } from './place.ts';

/** How every program of PostgreSQL is run: as the place's user, in a folder that this user can reach, in plain English. */
export function programOptions(place: Place): SpawnOptions {
  const { PATH, SystemRoot, TEMP } = process.env;
  return {
    cwd: place.folder,
    // LC_ALL keeps macOS from asking the system for a locale, which makes threads that PostgreSQL refuses.
    env: { LC_ALL: 'C', ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }), ...(TEMP && { TEMP }) },
    windowsHide: true,
    ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
  };
}

/** Runs a program to its end and gives what it said. Never throws for an exit status; only when it cannot be run. */
export function runProgram(
  program: string,
  args: readonly string[],
  place: Place,
  { input = '', signal }: { input?: string; signal?: AbortSignal | undefined } = {},
): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...programOptions(place),
      stdio: 'pipe',
      ...(signal && { signal }),
    });
    const output: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output: Buffer.concat(output).toString() }));
    // A program that ends before it has read its input says so by its status.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/**
 * Runs a program that leaves another one running, and gives its exit status. Its output is not heard: what it leaves
 * behind would hold the pipes open (on Windows every child inherits them), and their end would never come.
 */
export function launchProgram(
  program: string,
  args: readonly string[],
  place: Place,
  signal?: AbortSignal,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...programOptions(place),
      stdio: 'ignore',
      ...(signal && { signal }),
    });
    child.on('error', reject);
    child.on('exit', resolve);
  });
}
