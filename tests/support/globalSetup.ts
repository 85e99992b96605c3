import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../electron/core/database/database.ts';
import { query, withDatabase } from './database.ts';
import { createDataFolder } from './dataFolder.ts';
import { silentLog as log } from './log.ts';

/** One embedded server for all tests of a run, and a migrated database to copy. */
export default async function setUp(project: TestProject) {
  await using opening = new AsyncDisposableStack();
  const folder = opening.use(await createDataFolder());
  const server = opening.use(await openDatabase({ dataFolder: folder.path, log }));
  const administrator = withDatabase(server.url, 'postgres');
  await query(
    administrator,
    'alter system set fsync = off',
    'alter system set synchronous_commit = off',
    'select pg_reload_conf()',
    'create database trax_template',
  );
  const templateUrl = withDatabase(server.url, 'trax_template');
  await (await openDatabase({ dataFolder: folder.path, databaseUrl: templateUrl, log }))[
    Symbol.asyncDispose
  ]();
  project.provide('databaseServer', administrator);
  const open = opening.move();
  return () => open.disposeAsync();
}
