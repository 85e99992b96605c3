import { implement } from '@orpc/server';
import { asFailureError } from '../../shared/contract/failures.ts';
import {
  type News,
  type TranscribeEvent,
  type TranscribeJob,
  workerContract,
} from '../../shared/contract/worker.ts';
import { createRecognizer } from './engines/engines.ts';
import type { Recognizer } from './engines/recognizer.ts';
import { peakMemory } from './memory.ts';
import { alignText } from './pipeline/alignText.ts';
import { makePlaybackCopy } from './pipeline/playbackCopy.ts';
import { preprocess } from './pipeline/preprocess.ts';
import { transcribe } from './pipeline/transcribe.ts';
import { createWarmRecognizer, endsRecognizer, type WarmRecognizer } from './warmRecognizer.ts';
import { createWorkerNews, type WorkerNews } from './workerNews.ts';

/** A worker's answers to its contract, and the recogniser that it keeps warm. */
export interface Worker extends AsyncDisposable {
  readonly router: ReturnType<typeof createRouter>;
}

/** A worker; disposing stops what it does and ends what it started. */
export function createWorker(): Worker {
  const news = createWorkerNews();
  const warm = createWarmRecognizer(news);
  const ending = new AbortController();
  return {
    router: createRouter({ news, warm, ending: ending.signal }),
    async [Symbol.asyncDispose]() {
      ending.abort();
      await warm[Symbol.asyncDispose]();
    },
  };
}

interface WorkerParts {
  readonly news: WorkerNews;
  readonly warm: WarmRecognizer;
  /** Aborted when the worker ends. */
  readonly ending: AbortSignal;
}

function createRouter(parts: WorkerParts) {
  const os = implement(workerContract).use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw asFailureError(error);
    }
  });
  const stopOf = (signal?: AbortSignal) => (signal ? AbortSignal.any([signal, parts.ending]) : parts.ending);
  return os.router({
    transcribe: os.transcribe.handler(({ input, signal }) =>
      withMemory(
        parts,
        runWithEngine(parts, input, stopOf(signal), (loading, stopped) =>
          transcribe(input, loading, stopped),
        ),
      ),
    ),
    alignText: os.alignText.handler(({ input, signal }) =>
      runWithEngine(parts, input, stopOf(signal), (loading, stopped) => alignText(input, loading, stopped)),
    ),
    preprocess: os.preprocess.handler(({ input, signal }) => preprocess(input, stopOf(signal))),
    makePlaybackCopy: os.makePlaybackCopy.handler(({ input, signal }) =>
      makePlaybackCopy(input, stopOf(signal)),
    ),
    checkModel: os.checkModel.handler(async ({ input, signal }) => {
      const begin = performance.now();
      const surroundings = {
        threads: 1,
        signal: stopOf(signal),
        onProcess: parts.news.tell,
        onSent: parts.news.sent,
      };
      await using _loaded = await createRecognizer(input.connection, surroundings);
      return { secondsToLoad: (performance.now() - begin) / 1000 };
    }),
  });
}

/** A transcription's events, at its end with the most memory that it has had in use. */
async function* withMemory({ news }: WorkerParts, events: AsyncGenerator<TranscribeEvent, void, undefined>) {
  for await (const event of events) {
    if (event.type === 'finished') {
      const peak: TranscribeEvent = { type: 'memory', megabytes: await peakMemory(news.processes()) };
      yield peak;
    }
    yield event;
  }
}

/** The events of work that needs the engine, with news of the processes that it starts. A failed engine is not kept warm. */
async function* runWithEngine<Event>(
  { warm, news }: WorkerParts,
  wanted: Pick<TranscribeJob, 'connection' | 'threads'>,
  signal: AbortSignal,
  work: (loading: Promise<Recognizer>, signal: AbortSignal) => AsyncGenerator<Event, void, undefined>,
): AsyncGenerator<Event | News, void, undefined> {
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  const loading = warm.get(wanted, stopped);
  loading.catch(() => undefined);
  try {
    yield* news.mergeInto(work(loading, stopped));
  } catch (error) {
    if (!signal.aborted && endsRecognizer(error)) await warm.drop();
    throw asFailureError(error);
  } finally {
    stop.abort();
  }
}
