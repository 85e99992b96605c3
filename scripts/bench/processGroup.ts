import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allProcesses, commandOf, type ProcessReading, readProcess } from './processTable.ts';

/** Milliseconds between two looks at the processes. */
const lookEvery = 50;

/** A program and everything that it starts, watched until disposed. */
export interface ProcessGroup extends Disposable {
  /** What to spawn instead of the program, so that it and all that comes of it are counted. */
  wrap(program: string, args: readonly string[]): { program: string; args: string[] };
  /** Begins to look; `pid` is what was spawned. */
  watch(pid: number): void;
  /** The last that was seen of each process, those that have ended included. */
  readings(): readonly ProcessReading[];
  /** The command line of a process of this role that ran; null where none was seen. */
  commandOf(role: string): readonly string[] | null;
  /** CPU time of all of it. */
  cpuSeconds(): number;
  /** How that is counted: by the kernel for the whole group, or by adding up what was seen of each process. */
  readonly method: 'cgroup' | 'sampled';
}

/**
 * With a control group (version 2, where this user may make one, as root mostly) the kernel counts every process that was
 * ever in it, detached and orphaned ones too. Elsewhere processes are looked at again and again, found by their parents:
 * what one uses after the last look is missed, as is one that lives between two looks.
 */
export function createProcessGroup(): ProcessGroup {
  const folder = makeControlGroup();
  const seen = new Map<number, ProcessReading>();
  const commands = new Map<string, string[]>();
  let root = 0;
  let timer: NodeJS.Timeout | undefined;

  function look() {
    for (const pid of folder ? membersOf(folder) : descendantsOf(root, seen)) {
      const reading = readProcess(pid, seen.get(pid));
      if (!reading) continue;
      seen.set(pid, reading);
      if (!commands.has(reading.role)) commands.set(reading.role, commandOf(pid));
    }
  }
  return {
    method: folder ? 'cgroup' : 'sampled',
    wrap(program, args) {
      if (!folder) return { program, args: [...args] };
      const join = 'echo $$ > "$0" && exec "$@"';
      return { program: '/bin/sh', args: ['-c', join, `${folder}/cgroup.procs`, program, ...args] };
    },
    watch(pid) {
      root = pid;
      clearInterval(timer);
      timer = setInterval(look, lookEvery);
    },
    readings() {
      look();
      return [...seen.values()];
    },
    commandOf: (role) => commands.get(role) ?? null,
    cpuSeconds() {
      if (folder) return usageOf(folder);
      look();
      return [...seen.values()].reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      if (folder) removeControlGroup(folder);
    },
  };
}

/** The sums of a role's processes. */
export function byRole(readings: readonly ProcessReading[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { role, cpuSeconds } of readings) sums[role] = (sums[role] ?? 0) + cpuSeconds;
  return sums;
}

/** A control group below the one that this process is in; null where that is not allowed. */
function makeControlGroup(): string | null {
  try {
    const mount = / - cgroup2 /;
    const line = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .find((text) => mount.test(text));
    const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1];
    const place = line?.split(' ')[4];
    if (!place || own === undefined) return null;
    const folder = join(place, own, `trax-bench-${randomUUID()}`);
    mkdirSync(folder);
    usageOf(folder);
    return folder;
  } catch {
    return null;
  }
}

function usageOf(folder: string): number {
  const text = readFileSync(`${folder}/cpu.stat`, 'utf8');
  return Number(/^usage_usec (\d+)$/m.exec(text)?.[1]) / 1_000_000;
}

function membersOf(folder: string): number[] {
  return readFileSync(`${folder}/cgroup.procs`, 'utf8').split('\n').filter(Boolean).map(Number);
}

/** The process itself, what it started, what that started; and what was seen before and still runs under another parent. */
function descendantsOf(root: number, seen: ReadonlyMap<number, ProcessReading>): number[] {
  const members = new Set([root, ...seen.keys()]);
  const parents = new Map(allProcesses().map((pid) => [pid, readProcess(pid)?.parent ?? 0]));
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const [pid, parent] of parents) if (members.has(parent)) members.add(pid);
  }
  return [...members];
}

/** What is left in it is ended first: a group with processes cannot be removed. */
function removeControlGroup(folder: string) {
  try {
    writeFileSync(`${folder}/cgroup.kill`, '1');
    for (const latest = Date.now() + 5000; Date.now() < latest && membersOf(folder).length > 0; );
    rmdirSync(folder);
  } catch {
    // An empty group costs nothing and goes with the next start of the computer.
  }
}
