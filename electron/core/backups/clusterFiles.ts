import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../database/failures.ts';

/**
 * Folders of a cluster whose contents a backup leaves out: the server makes them anew
 * (PostgreSQL 18 manual, "Backing Up The Data Directory"). The journal is copied apart.
 */
const emptied = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];

/** Files of the running server that mean nothing in a copy. */
const passing =
  /^(postmaster\.(pid|opts)|backup_label|tablespace_map|recovery\.signal|standby\.signal)|(^|\/)(pgsql_tmp|pg_internal\.init)/;

export interface ClusterFiles {
  /** Relative, with `/`; `pg_control` last, as pg_basebackup does. */
  readonly files: { path: string; size: number }[];
  readonly folders: string[];
}

/** What a backup copies of a cluster. */
export async function listCluster(cluster: string): Promise<ClusterFiles> {
  const files: { path: string; size: number }[] = [];
  const folders: string[] = ['pg_wal/archive_status', 'pg_wal/summaries'];
  async function walk(folder: string): Promise<void> {
    for (const entry of await readdir(join(cluster, folder), { withFileTypes: true }).catch(orNothing)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (passing.test(path)) continue;
      if (entry.isDirectory()) {
        folders.push(path);
        if (!emptied.includes(path)) await walk(path);
      } else if (entry.isFile()) {
        const size = await sizeOf(join(cluster, path));
        if (size !== null) files.push({ path, size });
      }
    }
  }
  await walk('');
  const isControl = ({ path }: { path: string }) => path === 'global/pg_control';
  return { files: [...files.filter((file) => !isControl(file)), ...files.filter(isControl)], folders };
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    (error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    },
  );
}

/** The server removes tables and temporary files while it is looked at. */
function orNothing(error: unknown) {
  if (isMissing(error)) return [];
  throw error;
}
