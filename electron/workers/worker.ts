import { implement } from '@orpc/server';
import { asFailureError } from '../../shared/contract/failures.ts';
import { type TranscribeEvent, type TranscribeJob, workerContract } from '../../shared/contract/worker.ts';
import { createRecognizer } from './engines/engines.ts';
import { peakMemory } from './memory.ts';
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
    transcribe: os.transcribe.handler(({ input, signal }) => runTranscription(parts, input, stopOf(signal))),
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

/** One recording's events, with news of the processes that the engine starts. A failed engine is not kept warm. */
async function* runTranscription(
  { warm, news }: WorkerParts,
  job: TranscribeJob,
  signal: AbortSignal,
): AsyncGenerator<TranscribeEvent, void, undefined> {
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  const loading = warm.get(job, stopped);
  loading.catch(() => undefined);
  try {
    for await (const event of news.mergeInto(transcribe(job, loading, stopped))) {
      if (event.type === 'finished') yield { type: 'memory', megabytes: await peakMemory(news.processes()) };
      yield event;
    }
  } catch (error) {
    if (!signal.aborted && endsRecognizer(error)) await warm.drop();
    throw asFailureError(error);
  } finally {
    stop.abort();
  }
}
