import { z } from 'zod';
import { mediaInfoSchema } from '../../../shared/contract/media.ts';
import { engineNameSchema, type TranscribeOptions } from '../../../shared/contract/options.ts';
import type { EngineConnection } from '../../../shared/contract/worker.ts';
import type { Word } from '../../../shared/transcript/segment.ts';
import { wordSchema } from '../../../shared/transcript/segment.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';
import type { Children } from '../workers/children.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { Edits } from './edits.ts';

/** Milliseconds without an edit after which a transcript's new lines are looked for in the sound. */
const usualCalm = 5_000;
/** Lines of one transcript that are looked for together. */
const mostLines = 50;
/** Seconds: no engine takes more at a time. */
const longestLine = 30;

const dueSchema = z.object({
  transcriptId: z.string(),
  path: z.string(),
  info: mediaInfoSchema,
  language: z.string().nullable(),
  options: z.object({ engine: engineNameSchema, model: z.string(), translate: z.boolean() }).nullable(),
});
const lineSchema = z.object({
  id: z.string(),
  revision: z.number(),
  start: z.number(),
  end: z.number(),
  words: z.array(wordSchema),
});

/**
 * Finds the words of edited lines in the sound again, while nothing else needs the engine. What is due stands in the
 * database (`needs_times`), so that it outlives every crash. Only an engine on this computer is used: nobody pays or sends
 * sound away for having corrected a word.
 */
export function createAlignment(options: {
  database: Database;
  events: Events;
  edits: Edits;
  pool: WorkerPool;
  children: Children;
  log: Log;
  calm?: number;
  /** For one piece of work. */
  threads(): Promise<number>;
  ffmpeg(): Promise<string>;
  connect(options: Pick<TranscribeOptions, 'engine' | 'model'>): Promise<EngineConnection>;
  /** What is used for transcripts that were made elsewhere. */
  usualOptions(): Promise<Pick<TranscribeOptions, 'engine' | 'model'>>;
}) {
  const { database, events, edits, pool, children, log, calm = usualCalm } = options;
  const closing = new AbortController();
  /** Transcripts whose lines could not be looked for: a lost file, a missing model. Tried again in the next session. */
  const hopeless = new Set<string>();
  let isQueueBusy = false;
  let interrupt = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();

  function soon() {
    if (closing.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(work).catch((error) => log.error('Edited lines could not be aligned', error));
    }, calm).unref();
  }

  async function work() {
    while (!isQueueBusy && !closing.signal.aborted) {
      const due = await nextDue();
      if (!due) return;
      const signal = AbortSignal.any([closing.signal, interrupt.signal]);
      try {
        await align(due, signal);
      } catch (error) {
        if (signal.aborted) return;
        hopeless.add(due.transcriptId);
        log.warn('Edited lines keep their guessed times', {
          transcript: due.transcriptId,
          error: String(error),
        });
      }
    }
  }

  async function nextDue() {
    const [row] = await database.orm.em.fork().execute(
      `select t.id as "transcriptId", m.file_path as path, m.format_info as info, t.language, t.options
       from transcription_results t join media_files m on m.id = t.media_file_id
       where t.completed_at is not null and m.deleted_at is null and m.format_info is not null
         and t.id <> all(?::uuid[])
         and exists (select from transcript_segments s where s.transcript_id = t.id and s.needs_times)
       order by t.updated_at limit 1`,
      [`{${[...hopeless].join(',')}}`],
    );
    return row ? dueSchema.parse(row) : null;
  }

  async function align(
    { transcriptId, path, info, language, options: made }: z.infer<typeof dueSchema>,
    signal: AbortSignal,
  ) {
    const rows = await database.orm.em.fork().execute(
      `select id, revision, start_seconds as start, end_seconds as end, words from transcript_segments
       where transcript_id = ? and needs_times order by position limit ${mostLines}`,
      [transcriptId],
    );
    const lines = rows.map((row) => lineSchema.parse(row));
    const fitting = lines.filter(
      ({ start, end, words }) => end > start && end - start <= longestLine && words.length > 0,
    );
    const found = new Map<string, Word[] | null>();
    const engine = made && made.engine !== 'openai' ? made : await options.usualOptions();
    if (fitting.length > 0 && info.chosenTrack !== null && engine.engine !== 'openai' && !made?.translate) {
      const job = {
        path,
        ffmpegPath: await options.ffmpeg(),
        track: info.chosenTrack,
        language: language ?? 'auto',
        connection: await options.connect(engine),
        threads: await options.threads(),
        lines: fitting.map(({ revision: _, ...line }) => line),
      };
      await pool.use(async (worker, process) => {
        for await (const event of await worker.alignText(job, { signal })) {
          if (event.type === 'line') found.set(event.id, event.words);
          else if (event.type === 'sent') continue;
          else if (event.pid === null) await children.ended(process.pid, event.description);
          else
            await children.started({ pid: event.pid, worker: process.pid, description: event.description });
        }
      });
    }
    await edits.align(
      transcriptId,
      lines.map(({ id, revision }) => ({ id, revision, words: found.get(id) ?? null })),
    );
  }

  const stopHearing = events.onEvent((event) => {
    if (event.type === 'edited') soon();
    if (event.type === 'model' || event.type === 'settings') hopeless.clear();
  });
  soon();

  return {
    /** Told by the queue whether it works; it goes before. */
    onQueue(isThere: boolean) {
      if (isThere) interrupt.abort();
      else if (isQueueBusy) soon();
      if (!isThere) interrupt = new AbortController();
      isQueueBusy = isThere;
    },
    async [Symbol.asyncDispose]() {
      stopHearing();
      clearTimeout(timer);
      closing.abort();
      await turn;
    },
  };
}
