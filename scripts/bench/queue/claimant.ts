import { openDatabase } from '../../../electron/core/database/database.ts';
import { createEvents } from '../../../electron/core/events/events.ts';
import { placesOnly } from '../../../electron/core/queue/admission.ts';
import { createRunner, newOwner } from '../../../electron/core/queue/runner.ts';

/** A process that takes items and finishes them without doing anything, until it is told to stop. */
const [url = '', name = ''] = process.argv.slice(2);
const log = { info: () => undefined, warn: console.error, error: console.error };
const database = await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log });
const events = await createEvents(database, log);
const runner = await createRunner({
  database,
  events,
  handlers: { preprocess: async () => ({ result: null }) },
  surroundings: { now: placesOnly(8), look: async () => undefined, leavesToOthers: async () => false },
  owner: newOwner(name),
  log,
});
process.send?.('ready');
process.once('message', async () => {
  await runner[Symbol.asyncDispose]();
  await events[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  process.disconnect();
});
