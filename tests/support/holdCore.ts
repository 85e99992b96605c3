import { createCore } from '../../electron/core/core.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';

/** A core in a process of its own, for tests that kill it: what it hears goes to the parent, `path` messages add recordings. */
const [dataFolder] = process.argv.slice(2);
if (!dataFolder || !process.send) throw new Error('start this with startCoreProcess');

const core = await createCore(createNodeHost({ name: 'cli', dataFolder }), {
  databaseUrl: process.env.DATABASE_URL,
});
process.on('disconnect', () => process.exit(1));
process.on('message', async (message: { add: string; model: string } | 'close') => {
  if (message === 'close') {
    await core[Symbol.asyncDispose]();
    process.exit(0);
  }
  await core.client.library.add({
    paths: [message.add],
    options: { engine: 'whisper.cpp', model: message.model },
  });
});
process.send({ type: 'opened', url: core.databaseUrl });
for await (const event of await core.client.events.subscribe()) process.send(event);
