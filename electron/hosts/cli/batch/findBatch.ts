import type { Batch } from '../../../../shared/contract/queue.ts';
import { TraxError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/sentences.ts';
import type { Client } from '../context.ts';

/** The batch that an id or the first characters of one mean. Throws NOT_FOUND, INVALID_INPUT. */
export async function findBatch(client: Client, id: string): Promise<Batch> {
  const wanted = id.toLowerCase();
  const found = (await client.queue.batches({ limit: 200 })).filter((batch) => batch.id.startsWith(wanted));
  const [only, another] = found;
  if (another) throw new TraxError('INVALID_INPUT', { reason: say('reason.severalBegin', { id }) });
  if (only) return only;
  throw new TraxError('NOT_FOUND', { what: say('thing.batch'), id });
}
