import { z } from 'zod';
import { type Item, type ItemState, stageSchema, taskTypeSchema } from '../../../shared/contract/queue.ts';
import { type Failure, failureSchema } from '../../../shared/errors.ts';
import { type ItemStatus, itemTransitions, statusesOf } from '../../../shared/status.ts';

/** The columns of an item as the contract shows it; `i` is `batch_items`, `b` its `batch_jobs`. */
export const itemColumns = `
  i.id, i.batch_job_id, i.media_file_id, i.task_type, i.status, i.stage, i.progress, i.seconds_left, i.speed,
  i.failure, i.run_after, i.task_data ->> 'replaces' as replaces,
  case when i.status = 'running' then
    (select c.name from cores k join computers c on c.id = k.computer_id where k.owner = i.lease_owner) end as computer,
  i.cancelled_at is not null as is_cancelled,
  i.paused_at is not null or b.paused_at is not null as is_paused`;

/** The order in which items (`i`) are taken from the queue. */
export const queueOrder = 'i.priority desc, i.position, i.created_at, i.id';

/** What the database itself vouches for. */
const ownRowSchema = z.object({
  id: z.string(),
  batch_job_id: z.string(),
  media_file_id: z.string().nullable(),
});

const itemRowSchema = ownRowSchema.extend({
  task_type: taskTypeSchema,
  status: z.enum(statusesOf(itemTransitions)),
  stage: stageSchema.nullable(),
  progress: z.number(),
  seconds_left: z.number().nullable(),
  speed: z.number().nullable(),
  failure: failureSchema.nullable(),
  run_after: z.coerce.date().nullable(),
  replaces: z.string().nullable(),
  computer: z.string().nullable(),
  is_cancelled: z.boolean(),
  is_paused: z.boolean(),
});

/** A row of `itemColumns` as the contract's item. One that another program spoilt is told as failed: it hides no other. */
export function parseItem(row: unknown): Item {
  const { data: item, error } = itemRowSchema.safeParse(row);
  if (!item) return unreadableItem(row, error);
  const isRunning = item.status === 'running';
  return {
    id: item.id,
    batchId: item.batch_job_id,
    recordingId: item.media_file_id,
    task: item.task_type,
    status: item.status,
    state: stateOf(item.status, item.is_paused, item.is_cancelled),
    stage: isRunning ? item.stage : null,
    progress: item.progress,
    secondsLeft: isRunning ? item.seconds_left : null,
    speed: isRunning ? item.speed : null,
    failure: item.status === 'failed' || item.status === 'retrying' ? item.failure : null,
    retryAt: item.status === 'retrying' ? (item.run_after?.toISOString() ?? null) : null,
    computer: item.computer,
    replaces: item.replaces,
  };
}

function unreadableItem(row: unknown, error: z.ZodError): Item {
  const { id, batch_job_id: batchId, media_file_id: recordingId } = ownRowSchema.parse(row);
  const columns = [...new Set(error.issues.map(({ path }) => String(path[0])))].join(', ');
  const failure: Failure = { code: 'ITEM_UNREADABLE', details: { columns } };
  return {
    ...{
      id,
      batchId,
      recordingId,
      failure,
      task: 'preprocess',
      status: 'failed',
      state: 'failed',
      progress: 0,
    },
    ...{ stage: null, secondsLeft: null, speed: null, retryAt: null, computer: null, replaces: null },
  };
}

/** How an item stands, for people. */
export function stateOf(status: ItemStatus, isPaused: boolean, isCancelled: boolean): ItemState {
  if (status === 'completed') return 'done';
  if (isCancelled) return 'cancelled';
  if (status === 'failed' || status === 'running') return status;
  if (isPaused) return 'paused';
  return status === 'retrying' ? 'retrying' : 'waiting';
}
