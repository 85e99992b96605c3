import { isDeepStrictEqual } from 'node:util';
import type { EngineConnection } from '../../shared/contract/worker.ts';
import { TraxError } from '../../shared/errors.ts';
import { createRecognizer } from './engines/engines.ts';
import type { Recognizer } from './engines/recognizer.ts';
import type { WorkerNews } from './workerNews.ts';

/** What a recogniser is loaded for. */
interface Wanted {
  readonly connection: EngineConnection;
  readonly threads: number;
}

/** A recogniser that stays loaded from one recording to the next, as long as the same one is wanted. */
export interface WarmRecognizer extends AsyncDisposable {
  /** The recogniser, loaded anew where another was wanted before. Throws what loading it throws. */
  get(wanted: Wanted, signal: AbortSignal): Promise<Recognizer>;
  /** Ends the recogniser after it failed, so that the next one begins afresh. */
  drop(): Promise<void>;
}

export function createWarmRecognizer(news: Pick<WorkerNews, 'tell' | 'sent'>): WarmRecognizer {
  let warm: { wanted: Wanted; recognizer: Recognizer } | null = null;

  async function drop(): Promise<void> {
    const ending = warm;
    warm = null;
    await ending?.recognizer[Symbol.asyncDispose]();
  }
  return {
    async get({ connection, threads }, signal) {
      const wanted = { connection, threads };
      if (warm && isDeepStrictEqual(warm.wanted, wanted)) return warm.recognizer;
      await drop();
      const surroundings = { threads, signal, onProcess: news.tell, onSent: news.sent };
      const recognizer = await createRecognizer(connection, surroundings);
      warm = { wanted, recognizer };
      return recognizer;
    },
    drop,
    [Symbol.asyncDispose]: drop,
  };
}

/** Whether an engine that threw this may not be used again: it crashed, or something unknown happened. */
export function endsRecognizer(error: unknown): boolean {
  return !(error instanceof TraxError) || error.code.startsWith('ENGINE_');
}
