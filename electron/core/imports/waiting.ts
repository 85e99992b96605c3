import { z } from 'zod';
import { importedTextSchema } from '../../../shared/formats/imported.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';
import { createWorkingOff } from '../workOff.ts';
import type { Imports } from './imports.ts';
import { heardWords } from './storeImported.ts';

const rowSchema = z.object({
  id: z.string(),
  recordingId: z.string(),
  name: z.string(),
  document: importedTextSchema,
});

/**
 * Stores texts that wait, as soon as an engine has heard their recordings; those that have times of their own also when the
 * engine has failed or was stopped. They are in the database, so that a crash only delays it, and several cores share the work.
 */
export function createWaiting(options: { database: Database; events: Events; imports: Imports; log: Log }) {
  const { database, events, imports, log } = options;

  /** Stores one text that need not wait any more; false when there is none. */
  const storeNext = () =>
    database.orm.em.fork().transactional(async (tx) => {
      const [row] = await tx.execute(
        `select w.id, w.media_file_id as "recordingId", w.name, w.document from waiting_texts w
         where exists (select from transcription_results t where t.media_file_id = w.media_file_id
             and t.completed_at is not null and t.imported_from is null)
           or (not jsonb_path_exists(w.document, '$.passages[*] ? (@.start == null || @.end == null)')
             and not exists (select from batch_items i where i.media_file_id = w.media_file_id
               and i.status in ('pending', 'running', 'retrying')))
         order by w.created_at limit 1 for update of w skip locked`,
      );
      if (!row) return false;
      const { id, recordingId, name, document: text } = rowSchema.parse(row);
      await imports.store(tx, recordingId, { name, text, heard: await heardWords(tx, recordingId) });
      await tx.execute('delete from waiting_texts where id = ?', [id]);
      return true;
    });

  const due = createWorkingOff(
    async (signal) => {
      while (!signal.aborted && (await storeNext()));
    },
    (error) => log.warn('A text has to wait', { error: String(error) }),
  );
  const stop = events.onEvent(({ type }) => {
    if (type === 'recordings' || type === 'batch' || type === 'everything') due.look();
  });
  due.look();
  return {
    async [Symbol.asyncDispose]() {
      stop();
      await due[Symbol.asyncDispose]();
    },
  };
}
