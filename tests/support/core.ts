import { type Core, createCore } from '../../electron/core/core.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import type { TraxEvent } from '../../shared/contract/events.ts';
import type { Item } from '../../shared/contract/queue.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Segment, Transcript } from '../../shared/contract/transcripts.ts';
import { createTestDatabase, queryRows } from './database.ts';
import { createDataFolder } from './dataFolder.ts';
import { sampleModel } from './fixtures.ts';

/** A core in the test's own process, with real workers, and what tests ask of it. */
export interface TestCore extends Pick<Core, 'client' | 'serveMedia' | 'serveCopy'> {
  /** Its data folder. */
  readonly folder: string;
  /** Everything that it told since it was opened. */
  readonly events: readonly TraxEvent[];
  /** Asks the database itself. */
  query<Row>(sql: string, ...params: unknown[]): Promise<Row[]>;
  /** Adds recordings with the sample's model where none is named; gives their ids and what was refused. */
  add(paths: readonly string[], options?: Partial<AddOptions>): Promise<Added>;
  /** Looks now and after every event until there is something to see. */
  when<Seen>(look: () => Promise<Seen | null | undefined | false>): Promise<Seen>;
  /** The last item of a recording, once it has ended: done, failed or cancelled. */
  ended(recordingId: string): Promise<Item>;
  /** The transcript of a recording with its segments, as it stands. */
  transcriptOf(recordingId: string): Promise<Transcript & { segments: Segment[]; text: string }>;
}

type AddOptions = NonNullable<Parameters<Core['client']['library']['add']>[0]['options']>;

interface Added {
  readonly ids: string[];
  readonly batchId: string;
  readonly refused: { path: string; failure: { code: string } }[];
}

/** Where and with what a test's core lives; what is left out is temporary and as it is on a new computer. */
interface TestCoreOptions {
  readonly dataFolder?: string;
  readonly settings?: Partial<Settings> & { apiKey?: string };
  /** Milliseconds until edited lines are looked for in the sound; as people have it where it is left out. */
  readonly alignAfter?: number;
  /** Folders of TRAX_MODELS_DIR. */
  readonly modelFolders?: readonly string[];
}

/** Opens a core on a fresh database of the run's server; it closes with the stack. */
export async function startCore(
  stack: AsyncDisposableStack,
  options: TestCoreOptions = {},
): Promise<TestCore> {
  const folder = options.dataFolder ?? stack.use(await createDataFolder()).path;
  const database = stack.use(await createTestDatabase());
  const query = <Row>(sql: string, ...params: unknown[]) => queryRows<Row>(database.url, sql, params);
  // One recording at a time, so that a test knows which.
  for (const [key, value] of Object.entries({ workers: 1, endpointConcurrency: 1, ...options.settings })) {
    if (key !== 'apiKey')
      await query('insert into settings (key, value) values ($1, $2::jsonb)', key, JSON.stringify(value));
  }
  const node = createNodeHost({ name: 'web', dataFolder: folder, environment: {} });
  const folders = { ...node.folders, readOnlyModels: options.modelFolders ?? [] };
  const { alignAfter } = options;
  const core = stack.use(
    await createCore(
      { ...node, folders },
      { databaseUrl: database.url, ...(alignAfter !== undefined && { alignAfter }) },
    ),
  );
  const { client, serveMedia, serveCopy } = core;
  if (options.settings?.apiKey) await client.settings.update({ apiKey: options.settings.apiKey });
  const heard = await listen(stack, client);

  async function when<Seen>(look: () => Promise<Seen | null | undefined | false>): Promise<Seen> {
    for (;;) {
      const next = heard.next();
      const seen = await look();
      if (seen) return seen;
      await next;
    }
  }

  return {
    client,
    serveMedia,
    serveCopy,
    folder,
    events: heard.events,
    query,
    when,
    async add(paths, wished = {}) {
      const { recordings, batchId, refused } = await client.library.add({
        paths: [...paths],
        options: { engine: 'whisper.cpp', model: sampleModel, ...wished },
      });
      return { ids: recordings.map(({ id }) => id), batchId: batchId ?? '', refused };
    },
    ended: (id) =>
      when(async () => {
        const { item } = await client.library.get({ id });
        const hasEnded = item && ['done', 'failed', 'cancelled'].includes(item.state);
        return hasEnded && (item.state !== 'done' || item.task === 'transcribe') && item;
      }),
    async transcriptOf(id) {
      const { transcriptId } = await client.library.get({ id });
      if (!transcriptId) throw new Error('There is no transcript yet');
      const transcript = await client.transcripts.get({ id: transcriptId });
      const { segments } = await client.transcripts.segments({ transcriptId, limit: 5000 });
      return { ...transcript, segments, text: segments.map(({ text }) => text).join(' ') };
    },
  };
}

/** Collects the events of a core; `next` settles with the first that comes after it was asked. */
async function listen(stack: AsyncDisposableStack, client: Core['client']) {
  const events: TraxEvent[] = [];
  let wake = Promise.withResolvers<void>();
  const stop = new AbortController();
  const stream = await client.events.subscribe(undefined, { signal: stop.signal });
  const reading = (async () => {
    for await (const event of stream) {
      events.push(event);
      wake.resolve();
      wake = Promise.withResolvers();
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  stack.defer(async () => {
    stop.abort();
    await reading;
  });
  return { events, next: () => wake.promise };
}
