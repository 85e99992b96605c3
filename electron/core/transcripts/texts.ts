import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';

/** Milliseconds after an edit in which its text is written for other programs. */
const usualDelay = 2_000;

/**
 * Writes the text that other programs read (`text_content`) some moments after edits, for all of them at once, and when it
 * closes. What a crash kept from being written is not `text_is_current`, and is written at the next start.
 */
export function createTexts(options: { database: Database; events: Events; log: Log; delay?: number }) {
  const { database, events, log, delay = usualDelay } = options;
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();

  function soon() {
    timer ??= setTimeout(() => {
      timer = undefined;
      settle();
    }, delay).unref();
  }

  function settle() {
    turn = turn
      .then(settleAll)
      .catch((error) => log.error('Texts for other programs were not written', error));
  }

  async function settleAll() {
    while (await settleOne());
  }

  function settleOne(): Promise<boolean> {
    return database.orm.em.fork().transactional(async (tx) => {
      // Locked before its segments are looked at, so that no edit falls in between.
      const [due] = await tx.execute<{ id: string }[]>(
        'select id from transcription_results where not text_is_current limit 1 for no key update skip locked',
      );
      if (!due) return false;
      await tx.execute(
        `update transcription_results set text_is_current = true, text_content =
           (select coalesce(string_agg(text, E'\\n' order by position), '') from transcript_segments where transcript_id = ?)
         where id = ?`,
        [due.id, due.id],
      );
      return true;
    });
  }

  const stopHearing = events.onEvent(({ type }) => void (type === 'edited' && soon()));
  soon();
  return {
    async [Symbol.asyncDispose]() {
      stopHearing();
      clearTimeout(timer);
      settle();
      await turn;
    },
  };
}
