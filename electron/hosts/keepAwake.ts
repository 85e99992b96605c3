import { spawn } from 'node:child_process';
import type { Log } from '../core/host.ts';

/** Programs that keep a computer awake for as long as what they run goes on: here `cat`, until its input closes. */
const programs: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  linux: ['systemd-inhibit', '--what=idle:sleep', '--who=Trax', '--why=Transcribing', '--mode=block', 'cat'],
  darwin: ['caffeinate', '-i', 'cat'],
};

/**
 * Keeps the computer from falling asleep until disposed, and never longer than this process lives. Nothing where the system
 * has no program for it.
 */
export function keepAwake(log: Log, command = programs[process.platform]): Disposable {
  if (!command) return { [Symbol.dispose]: () => undefined };
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
  child.once('error', (error) => log.info('The computer may fall asleep', { reason: error.message }));
  // It may have ended by itself, where nobody manages the computer's sleep.
  child.stdin.on('error', () => undefined);
  return { [Symbol.dispose]: () => void child.stdin.end() };
}
