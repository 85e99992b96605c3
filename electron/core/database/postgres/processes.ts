import { execFile } from 'node:child_process';
import { readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commandOf, isProcessAlive } from '../../processes.ts';

const run = promisify(execFile);

/** Whether the process is the server of this cluster, and not another program that got its number. */
export async function isServer(pid: number, cluster: string): Promise<boolean> {
  if (Number.isNaN(pid) || !isProcessAlive(pid)) return false;
  const command = await commandOf(pid);
  if (process.platform === 'win32') return /postgres/i.test(command);
  // Its folder is where it works; the folder it was given may have been renamed.
  if (process.platform === 'linux') return /postgres/.test(command) && (await folderOf(pid)) === cluster;
  return /postgres/.test(command) && command.includes(`-D ${cluster} `);
}

/** The folder that a process of Linux works in; empty when it is gone or not ours to look at. */
function folderOf(pid: number): Promise<string> {
  return readlink(`/proc/${pid}/cwd`).catch(() => '');
}

/** Ends what a killed server left behind: its sessions work in the cluster's folder. */
export async function endOrphans(cluster: string): Promise<void> {
  for (const pid of await processesIn(cluster)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has noticed by itself.
    }
  }
}

async function processesIn(folder: string): Promise<number[]> {
  if (process.platform === 'win32') return [];
  if (process.platform !== 'linux') {
    // lsof says status 1 when it finds nothing.
    const { stdout } = await run('lsof', ['-t', '-a', '-d', 'cwd', '-c', 'postgres', folder]).catch(() => ({
      stdout: '',
    }));
    return stdout.split('\n').filter(Boolean).map(Number);
  }
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const pid = Number(name);
    if ((await folderOf(pid)) === folder && /^postgres/.test(await commandOf(pid))) found.push(pid);
  }
  return found;
}
