import { createCore } from '../../electron/core/core.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { toFailure } from '../../shared/errors.ts';
import type { Asked, Told } from './coreProcess.ts';

/** A core in a process of its own, for tests that kill it: it answers calls and passes on what it hears. */
const [dataFolder, what] = process.argv.slice(2);
if (!dataFolder || !process.send) throw new Error('start this with startCoreProcess');
const tell = (told: Told) => void process.send?.(told);

const core = await createCore(createNodeHost({ name: 'cli', dataFolder }), {
  databaseUrl: process.env.DATABASE_URL,
  runsQueue: what !== 'idle',
}).catch((error: unknown) => {
  tell({ type: 'closed', failure: toFailure(error) });
  process.exit(1);
});
const procedures = core.client as unknown as Record<string, Record<string, (input: unknown) => unknown>>;
process.on('disconnect', () => process.exit(1));
process.on('message', async (asked: Asked | 'close') => {
  if (asked === 'close') {
    await core[Symbol.asyncDispose]();
    process.exit(0);
  }
  const { id, feature, procedure, input } = asked;
  try {
    tell({ type: 'answer', id, value: await procedures[feature]?.[procedure]?.(input) });
  } catch (error) {
    tell({ type: 'refusal', id, failure: toFailure(error) });
  }
});
tell({ type: 'opened', url: core.databaseUrl });
for await (const event of await core.client.events.subscribe()) {
  tell({ type: 'event', event });
  if (event.type === 'database' && event.health === 'ready') tell({ type: 'opened', url: core.databaseUrl });
}
