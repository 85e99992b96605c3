import { readdirSync, readFileSync } from 'node:fs';

/** What `/proc` says of a process. */
export interface ProcessReading {
  readonly pid: number;
  readonly parent: number;
  readonly role: string;
  /** CPU time of the process itself and its threads, without its children. */
  readonly cpuSeconds: number;
  /** The most memory that it had in use so far. */
  readonly peakMegabytes: number;
}

/** `sysconf(_SC_CLK_TCK)` is 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The parts that Trax's processes play, by their command lines; the first that fits. */
const roles: readonly [string, RegExp][] = [
  ['database', /(?:^|\/)postgres(?::|\s|$)/],
  ['engine', /whisper-server/],
  ['ffmpeg', /(?:^|\/)ffmpeg\s/],
  ['worker', /workers\/entry\.ts|out\/worker\.js/],
  ['core', /(?:trax\.mjs|hosts\/cli\/main\.ts)/],
];

/** Reads a process, `before` being what was read of it last; null when it is gone. */
export function readProcess(pid: number, before?: ProcessReading): ProcessReading | null {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The fields follow the program's name, which is in brackets and may hold anything (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return {
      pid,
      parent: Number(fields[1]),
      // One that has ended and was not yet collected has its times still, but no command line and no memory.
      role: command === '' ? (before?.role ?? 'other') : roleOf(command),
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
      peakMegabytes: Math.max(before?.peakMegabytes ?? 0, memoryIn(status)),
    };
  } catch {
    return null;
  }
}

function roleOf(command: string): string {
  return roles.find(([, pattern]) => pattern.test(command))?.[0] ?? 'other';
}

/** The high-water mark of what is in memory. */
function memoryIn(status: string): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

export function commandOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
}

/** All processes that run. */
export function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
