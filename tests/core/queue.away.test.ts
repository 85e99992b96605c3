import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents, type Events } from '../../electron/core/events/events.ts';
import { createQueue } from '../../electron/core/queue/queue.ts';
import { createRunner, newOwner } from '../../electron/core/queue/runner.ts';
import { createCutOff } from '../support/cutOff.ts';
import { createTestDatabase, queryRows } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { still } from '../support/surroundings.ts';
import { addFiles } from './queueMachine.ts';

/** How long the database is away beyond a moment: TRAX_AWAY_SECONDS, for the long form. */
const awaySeconds = Number(process.env.TRAX_AWAY_SECONDS ?? 0);

let stack: AsyncDisposableStack;
let url: string;
let cut: Awaited<ReturnType<typeof createCutOff>>;
let database: Database;
let events: Events;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  url = stack.use(await createTestDatabase()).url;
  cut = stack.use(await createCutOff(url));
  database = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: cut.url, log }));
  events = stack.use(await createEvents(database, log));
});
afterEach(() => stack.disposeAsync());

it('waits while the database is away and goes on when it is back, each item done once', {
  timeout: 90_000 + awaySeconds * 1000,
}, async () => {
  const queue = createQueue(database, events);
  await addFiles({ database, events, queue }, 6, 0, 2);
  await queryRows(url, 'create table results (item uuid)');
  const begun = Promise.withResolvers<void>();
  const isAway = Promise.withResolvers<void>();
  const triedWhileAway = Promise.withResolvers<string>();
  let starts = 0;
  const runner = await createRunner({
    database,
    events,
    surroundings: still(2),
    owner: newOwner('here'),
    log,
    handlers: {
      preprocess: async ({ claim, commit }) => {
        starts += 1;
        if (starts === 2) begun.resolve();
        if (starts <= 2) {
          await isAway.promise;
          await commit(async () => undefined).catch((error) => {
            triedWhileAway.resolve(error.code);
            throw error;
          });
        }
        return {
          result: null,
          finish: async (em) => void (await em.execute('insert into results (item) values (?)', [claim.id])),
        };
      },
    },
  });
  stack.use(runner);
  await begun.promise;
  await cut.away();
  isAway.resolve();
  await sleep(awaySeconds * 1000);
  expect(await triedWhileAway.promise).toBe('DATABASE_UNAVAILABLE');
  const waiting = await queryRows<{ count: number }>(url, 'select count(*)::int as count from results');
  expect(waiting).toEqual([{ count: 0 }]);
  await cut.back();
  await expect
    .poll(() => queryRows(url, 'select status, processed_files, failed_files from batch_jobs'), {
      timeout: 30_000,
    })
    .toEqual([{ status: 'completed', processed_files: 6, failed_files: 0 }]);
  expect(
    await queryRows(url, 'select count(*)::int as count, count(distinct item)::int as items from results'),
  ).toEqual([{ count: 6, items: 6 }]);
});
