import { flushCompileCache } from 'node:module';
import { RPCHandler } from '@orpc/server/message-port';
import { openChannel } from './channel.ts';
import { createWorker } from './worker.ts';

// A worker process: answers its parent until the parent goes, then ends what it started and leaves.
const channel = openChannel();
if (!channel) {
  process.stderr.write('This is a worker of Trax; Trax starts it.\n');
  process.exit(2);
}
const worker = createWorker();
// Ctrl+C in a terminal reaches the whole group; the parent decides what is to stop.
process.on('SIGINT', () => undefined);
new RPCHandler(worker.router).upgrade(channel.port);
// What this start has compiled is kept for the next one now: most workers are killed.
flushCompileCache();
await channel.closed;
await worker[Symbol.asyncDispose]();
process.exit(0);
