import { afterEach, beforeEach } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents, type Events } from '../../electron/core/events/events.ts';
import { enqueue } from '../../electron/core/queue/enqueue.ts';
import { createQueue, type Queue } from '../../electron/core/queue/queue.ts';
import { createRunner, type Handler, type Handlers, newOwner } from '../../electron/core/queue/runner.ts';
import type { QueueEntry } from '../../shared/contract/queue.ts';
import { createTestDatabase } from './database.ts';
import { silentLog } from './log.ts';
import { still } from './surroundings.ts';

/** What the recordings of a bare queue are added with. */
export const options = {
  engine: 'whisper.cpp' as const,
  model: 'test',
  language: 'auto',
  translate: false,
  hints: [],
  previousTextAsPrompt: false,
};

export const done: Handler = async () => ({ result: null });
export const untilStopped: Handler = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** For each test of a file a queue in a database of its own, whose recordings exist only as rows and whose work is scripted. */
export function bareQueue() {
  let stack: AsyncDisposableStack;
  let database: Database;
  let events: Events;
  let queue: Queue;

  beforeEach(async () => {
    stack = new AsyncDisposableStack();
    const { url } = stack.use(await createTestDatabase());
    database = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log: silentLog }));
    events = stack.use(await createEvents(database, silentLog));
    queue = createQueue(database, events);
  });
  afterEach(() => stack.disposeAsync());

  const em = () => database.orm.em.fork();
  async function entries(batchId: string): Promise<QueueEntry[]> {
    return (await queue.entries({ batchId, offset: 0, limit: 500 })).entries;
  }
  return {
    em,
    entries,
    get queue() {
      return queue;
    },
    get events() {
      return events;
    },
    /** Ends with the test. */
    get stack() {
      return stack;
    },

    async addBatch(count: number, name = 'Interviews'): Promise<string> {
      return em().transactional(async (tx) => {
        const rows = await tx.execute<{ id: string }[]>(
          `insert into media_files (file_path, file_name, file_size, download_status, duration_seconds)
           select '/' || ? || '/' || n || '.wav', n || '.wav', 1, 'completed', 60 from generate_series(1, ?::int) n returning id`,
          [name, count],
        );
        return enqueue(tx, events, { name, recordingIds: rows.map((row) => row.id), options, priority: 0 });
      });
    },

    /** Works on the queue until the test is over. */
    async run(handlers: Handlers, workerCount = 2) {
      const surroundings = still(workerCount);
      const owner = newOwner('here');
      return stack.use(
        await createRunner({ database, events, handlers, surroundings, owner, log: silentLog }),
      );
    },

    async batch(batchId: string) {
      return (await queue.batches(50)).find((candidate) => candidate.id === batchId);
    },

    states: async (batchId: string): Promise<string[]> =>
      (await entries(batchId)).map((entry) => entry.item.state),
  };
}
