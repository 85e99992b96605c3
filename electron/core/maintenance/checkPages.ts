import type { Client } from 'pg';
import { brokenIndexes, brokenTables } from './pages.ts';
import { mendable, type Problem, reported } from './problem.ts';

/** Tables and indexes that the server cannot read, or whose order is wrong. */
export async function checkPages(connection: Client, signal?: AbortSignal): Promise<Problem[]> {
  const tables = (await brokenTables(connection, signal)).map(({ table, problem }) =>
    reported({
      kind: 'table',
      place: table,
      found: `It cannot be read: ${problem}.`,
      meaning: 'The disk has lost something of it. Restore the library to a moment before (trax restore).',
    }),
  );
  const indexes = (await brokenIndexes(connection, signal)).map(({ index, table, problem }) =>
    mendable(
      {
        kind: 'index',
        place: index,
        found: `It is damaged: ${problem}.`,
        meaning: `Rows of ${table} may not be found. The rows themselves are not touched.`,
        repair: 'Builds it anew.',
      },
      async (em) => {
        await em.execute(`reindex index ${index}`);
        return problem;
      },
    ),
  );
  return [...tables, ...indexes];
}
