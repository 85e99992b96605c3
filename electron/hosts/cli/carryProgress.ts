import type { CarryJob } from '../../../shared/contract/portability.ts';
import { formatBytes } from '../../../shared/formats/bytes.ts';
import type { Client, Context } from './context.ts';

/** Runs an export or import and says meanwhile how far it is. */
export async function withCarryProgress<Result>(
  { terminal }: Context,
  client: Client,
  run: () => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const events = await client.events.subscribe(undefined, { signal: stop.signal });
  const following = (async () => {
    for await (const event of events)
      if (event.type === 'carry' && event.job) terminal.status(lineOf(event.job));
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  try {
    return await run();
  } finally {
    stop.abort();
    await following;
    terminal.status('');
  }
}

function lineOf({ stage, done, total }: CarryJob): string {
  const [far, whole] = stage === 'rows' ? [done, total] : [formatBytes(done), formatBytes(total)];
  const verbs = { checking: 'Checking', files: 'Copying files', rows: 'Copying rows' };
  return `${verbs[stage]}  ${far} of ${whole}`;
}
