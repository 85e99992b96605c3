import { z } from 'zod';
import type { Note } from '../../../shared/contract/notes.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';

const columns = 'id, at_seconds as at, text, created_at as "createdAt"';
const rowSchema = z.object({
  id: z.string(),
  at: z.number(),
  text: z.string(),
  createdAt: z.coerce.date().transform((date) => date.toISOString()),
});

export type Notes = ReturnType<typeof createNotes>;

/** Notes and bookmarks at seconds of recordings. */
export function createNotes(database: Database, events: Events) {
  const em = () => database.orm.em.fork();
  return {
    async list(recordingId: string): Promise<Note[]> {
      const rows = await em().execute(
        `select ${columns} from recording_notes where media_file_id = ? order by at_seconds, created_at`,
        [recordingId],
      );
      return rows.map((row) => rowSchema.parse(row));
    },

    put: ({ id, recordingId, at, text }: Omit<Note, 'createdAt'> & { recordingId: string }): Promise<Note> =>
      em().transactional(async (tx) => {
        const [row] = await tx.execute(
          `insert into recording_notes as held (id, media_file_id, at_seconds, text)
           select ?, m.id, ?, ? from media_files m where m.id = ?
           on conflict (id) do update set at_seconds = excluded.at_seconds, text = excluded.text, updated_at = now()
             where held.media_file_id = excluded.media_file_id
           returning ${columns}`,
          [id, at, text, recordingId],
        );
        if (!row) throw new TraxError('NOT_FOUND', { what: say('thing.recording'), id: recordingId });
        await events.publish(tx, { type: 'notes', recordingId });
        return rowSchema.parse(row);
      }),

    remove: (id: string): Promise<{ removed: number }> =>
      em().transactional(async (tx) => {
        const rows = await tx.execute<{ recordingId: string }[]>(
          'delete from recording_notes where id = ? returning media_file_id as "recordingId"',
          [id],
        );
        for (const { recordingId } of rows) await events.publish(tx, { type: 'notes', recordingId });
        return { removed: rows.length };
      }),
  };
}
