import { type Statements, StatementsMigration } from './statements.ts';

/** Whether a batch's item (`i`) is followed by another one of its file. */
const isFollowed = `exists (select from batch_items later
  where later.batch_job_id = i.batch_job_id and later.media_file_id = i.media_file_id
    and (later.created_at > i.created_at or later.created_at = i.created_at and later.id < i.id))`;

/**
 * A batch counts and shows its files, each as its last item stands. Which item that is stands on the item itself: looked for
 * among ten thousand it costs a sort. A trigger keeps it, whoever adds items, and once for all that are added together.
 */
export const lastItems: Statements = {
  up: [
    'alter table batch_items add column is_last boolean not null default true',
    `update batch_items i set is_last = false where media_file_id is null or ${isFollowed}`,
    `create function mark_followed_items() returns trigger language plpgsql as $$
      begin
        update batch_items i set is_last = false from (select distinct batch_job_id, media_file_id from added) a
        where i.batch_job_id = a.batch_job_id and i.media_file_id = a.media_file_id and i.is_last and ${isFollowed};
        update batch_items i set is_last = false from added a where i.id = a.id and a.media_file_id is null;
        return null;
      end
    $$`,
    `create trigger batch_items_mark_followed_items after insert on batch_items
      referencing new table as added for each statement execute function mark_followed_items()`,
    // In the order of the queue, so that a page of a long batch is read from its beginning to its end.
    `create index ix_batch_items_last on batch_items (batch_job_id, priority desc, position, created_at, id)
      where is_last`,
  ],
  down: [
    'drop index ix_batch_items_last',
    'drop trigger batch_items_mark_followed_items on batch_items',
    'drop function mark_followed_items()',
    'alter table batch_items drop column is_last',
  ],
};

export class Migration053LastItems extends StatementsMigration {
  override readonly statements = lastItems;
}
