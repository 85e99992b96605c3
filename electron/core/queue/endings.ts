import type { EntityManager } from '@mikro-orm/postgresql';
import { type ErrorCode, type Failure, sentenceOf } from '../../../shared/errors.ts';
import { storableJson, storableText } from '../database/storable.ts';
import { backoffSeconds } from './backoff.ts';
import { countEnded } from './batches.ts';
import type { Claim } from './claimQuery.ts';

/** An item that is done, and what is kept of it. */
export interface Done {
  readonly claim: Claim;
  readonly result: unknown;
}

/** Ends items that are done and counts them. For their owner, who has proved by `holdsLease` that it still is. */
export async function endWell(em: EntityManager, done: readonly Done[]): Promise<void> {
  const ended = await em.execute<{ batch: string; is_last: boolean }[]>(
    `update batch_items i set status = 'completed', progress = 1, result_data = done.result, completed_at = now(),
       processing_time_seconds = extract(epoch from now() - started_at), lease_owner = null, lease_until = null,
       seconds_left = null, updated_at = now()
     from jsonb_to_recordset(?::jsonb) as done(id uuid, result jsonb)
     where i.id = done.id returning i.batch_job_id as batch, i.is_last`,
    [storableJson(done.map(({ claim, result }) => ({ id: claim.id, result: result ?? null })))],
  );
  const counts = Map.groupBy(
    ended.filter((item) => item.is_last),
    (item) => item.batch,
  );
  // In one order everywhere, so that who counts in the same batches never waits crosswise.
  for (const [batch, items] of [...counts].sort()) await countEnded(em, batch, { processed: items.length });
}

/** Failures that are not the item's own: it waits as long as they last. */
const outerFailures: readonly ErrorCode[] = [
  'ENDPOINT_BUSY',
  'ENDPOINT_QUOTA',
  'MEDIA_ELSEWHERE',
  'MEMORY_SHORT',
  'MODEL_TOO_LARGE',
];

/** Ends an item that failed: for now, when trying again can help and it may, else for good. For its proved owner. */
export async function endBadly(
  em: EntityManager,
  claim: Claim,
  failure: Failure,
  isPassing: boolean,
): Promise<void> {
  // Steps forward during the run have set it back.
  const [row] = await em.execute<{ retry_count: number }[]>(
    'select retry_count from batch_items where id = ?',
    [claim.id],
  );
  const retries = row?.retry_count ?? claim.retryCount;
  const sentence = sentenceOf(failure);
  const isOuter = outerFailures.includes(failure.code);
  if (isPassing && (isOuter || retries < claim.maxRetries)) {
    const asked = Number(failure.details.retryAfter ?? 0);
    const wait = backoffSeconds(retries + 1, Math.random(), asked);
    await retryLater(em, claim.id, { wait, failure, sentence, counts: !isOuter });
  } else {
    await failForGood(em, claim.id, failure, sentence);
    const [last] = await em.execute('select from batch_items where id = ? and is_last', [claim.id]);
    if (last) await countEnded(em, claim.batchId, { failed: 1 });
  }
}

/** Puts an item off until its backoff has passed. */
async function retryLater(
  em: EntityManager,
  itemId: string,
  how: { wait: number; failure: Failure; sentence: string; counts: boolean },
) {
  await em.execute(
    `update batch_items set status = 'retrying', retry_count = retry_count + ?, failure = ?::jsonb, error_message = ?,
       run_after = now() + make_interval(secs => ?), lease_owner = null, lease_until = null, updated_at = now()
     where id = ?`,
    [how.counts ? 1 : 0, storableJson(how.failure), storableText(how.sentence), how.wait, itemId],
  );
}

/** Ends an item that cannot heal. */
async function failForGood(em: EntityManager, itemId: string, failure: Failure, sentence: string) {
  await em.execute(
    `update batch_items set status = 'failed', failure = ?::jsonb, error_message = ?, lease_owner = null,
       lease_until = null, completed_at = now(), updated_at = now()
     where id = ?`,
    [storableJson(failure), storableText(sentence), itemId],
  );
}
