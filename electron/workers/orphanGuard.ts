import { spawn } from 'node:child_process';

/**
 * Waits for a line on its input. When the input ends without one, whoever held the other end is dead, however it died,
 * and the process that it started is ended.
 */
const script = 'read -r line || kill -9 "$1"';

/**
 * Sees to it that a child process does not outlive this one, even when this one is killed. The answer calls the guard
 * off, which has to be done when the child has ended. Windows needs no guard: there Node puts its children into a job
 * that ends with it.
 */
export function guardAgainstOrphan(pid: number, platform: NodeJS.Platform = process.platform): () => void {
  if (platform === 'win32') return () => {};
  const guard = spawn('/bin/sh', ['-c', script, 'trax-guard', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  return () => guard.stdin.end('done\n');
}
