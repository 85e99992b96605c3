import type { Client } from 'pg';
import { say } from '../../../shared/sentences.ts';
import { brokenIndexes, brokenTables } from './pages.ts';
import { mendable, type Problem, reported } from './problem.ts';

/** Tables and indexes that the server cannot read, or whose order is wrong. */
export async function checkPages(connection: Client, signal?: AbortSignal): Promise<Problem[]> {
  const tables = (await brokenTables(connection, signal)).map(({ table, problem }) =>
    reported({
      kind: 'table',
      place: table,
      found: say('check.table', { problem }),
      meaning: say('check.table.meaning'),
    }),
  );
  const indexes = (await brokenIndexes(connection, signal)).map(({ index, table, problem }) =>
    mendable(
      {
        kind: 'index',
        place: index,
        found: say('check.index', { problem }),
        meaning: say('check.index.meaning', { table }),
        repair: say('check.index.repair'),
      },
      async (em) => {
        await em.execute(`reindex index ${index}`);
        return problem;
      },
    ),
  );
  return [...tables, ...indexes];
}
