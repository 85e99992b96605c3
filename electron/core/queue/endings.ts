import type { EntityManager } from '@mikro-orm/postgresql';
import { type ErrorCode, type Failure, sentenceOf } from '../../../shared/errors.ts';
import { storableJson, storableText } from '../database/storable.ts';
import { backoffSeconds } from './backoff.ts';
import { countEnded } from './batches.ts';
import type { Claim } from './claims.ts';

/** Ends an item that is done and counts it. For its owner, who has proved by `holdsLease` that it still is. */
export async function endWell(em: EntityManager, claim: Claim, result: unknown): Promise<void> {
  await complete(em, claim.id, result);
  await countEnded(em, claim, 'processed');
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
    await countEnded(em, claim, 'failed');
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

/** Ends an item that is done. Nothing but `running` may become `completed`. */
async function complete(em: EntityManager, itemId: string, result: unknown) {
  await em.execute(
    `update batch_items set status = 'completed', progress = 1, result_data = ?::jsonb, completed_at = now(),
       processing_time_seconds = extract(epoch from now() - started_at), lease_owner = null, lease_until = null,
       seconds_left = null, updated_at = now()
     where id = ?`,
    [storableJson(result ?? null), itemId],
  );
}
