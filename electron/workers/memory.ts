import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The most memory that this process and others have had in use, in megabytes, added up: not at the same moment, so that it is
 * rather too much than too little. On macOS, which does not keep the peak of other processes, what they use now.
 */
export async function peakMemory(others: readonly number[]): Promise<number> {
  const own = process.resourceUsage().maxRSS / 1024;
  const peaks = await Promise.all(others.map((pid) => peakOf(pid).catch(() => 0)));
  return peaks.reduce((sum, peak) => sum + peak, own);
}

async function peakOf(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  }
  if (process.platform === 'win32') {
    const command = `(Get-Process -Id ${pid}).PeakWorkingSet64`;
    const { stdout } = await run('powershell', ['-NoProfile', '-Command', command], { windowsHide: true });
    return Number(stdout) / 1024 ** 2;
  }
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

/** How often Linux has ended a process for want of memory since it was started (`oom_kill` of proc_vmstat); 0 elsewhere. */
export async function oomKills(): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const text = await readFile('/proc/vmstat', 'utf8').catch(() => '');
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}
