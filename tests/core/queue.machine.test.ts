import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents, type Events } from '../../electron/core/events/events.ts';
import { createQueue } from '../../electron/core/queue/queue.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { steps } from './queueCommands.ts';
import {
  claim,
  empty,
  end,
  expectSound,
  free,
  jump,
  type Known,
  look,
  type Machine,
} from './queueMachine.ts';

/** Seconds to search for a counterexample; TRAX_MACHINE_SECONDS makes it longer. */
const searchSeconds = Number(process.env.TRAX_MACHINE_SECONDS ?? 20);

const stack = new AsyncDisposableStack();
let database: Database;
let events: Events;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase());
  database = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log: silentLog }));
  events = stack.use(await createEvents(database, silentLog));
});
afterAll(() => stack.disposeAsync());

/** Lets everything be worked on until nothing is left to do. */
async function workOff(machine: Machine, known: Known): Promise<void> {
  await machine.queue.resume({ everything: true });
  await machine.queue.retry({ everything: true });
  await free(machine, () => true);
  await jump(machine, 3600);
  for (;;) {
    const claims = await claim(machine, 'dora', 10);
    if (claims.length === 0) break;
    for (const item of claims) expect(await end(machine, 'dora', item, 'well')).toBe(true);
  }
  const rows = await look(machine);
  expectSound(rows, known);
  expect([...rows.items.values()].filter((item) => item.status !== 'completed')).toEqual([]);
  expect([...rows.items.values()].filter((item) => item.task === 'transcribe')).toHaveLength(known.files);
  expect([...rows.batches.values()].filter((batch) => batch.processed !== batch.total)).toEqual([]);
}

it('loses nothing, does nothing twice and keeps its counts, whatever happens in whatever order', {
  timeout: searchSeconds * 1000 + 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      await empty(database.orm.em.fork());
      const machine: Machine = { database, events, queue: createQueue(database, events) };
      const known: Known = { held: new Map(), files: 0 };
      await fc.asyncModelRun(() => ({ model: known, real: machine }), commands);
      await workOff(machine, known);
    }),
    { numRuns: 1_000_000, interruptAfterTimeLimit: searchSeconds * 1000 },
  );
});
