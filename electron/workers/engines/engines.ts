import type { EngineConnection } from '../../../shared/contract/worker.ts';
import { createOpenAiRecognizer } from './openai.ts';
import { type Recognizer, sampleRate } from './recognizer.ts';
import { createWhisperCppRecognizer } from './whisperCpp.ts';
import { createWhisperNodeRecognizer } from './whisperNode.ts';

/** What a recogniser needs of the worker that it runs in. */
export interface EngineSurroundings {
  /** Threads that the engine may use. */
  readonly threads: number;
  /** Ends the loading; a loaded recogniser is ended by disposing it. */
  readonly signal: AbortSignal;
  /**
   * Told the id of every process that an engine starts, and null when that process has ended, so that the core can
   * sweep what a crash leaves behind. `description` names the process and is the same in both calls.
   */
  readonly onProcess: (pid: number | null, description: string) => void;
  /** Told of every stretch that somebody else's recogniser has answered, in seconds: it may have to be paid. */
  readonly onSent?: (seconds: number) => void;
}

/** Samples (0.1 s) below which every engine refuses to listen; no word is that short and alone. */
const shortestWindow = sampleRate / 10;

/**
 * Loads the recogniser that the connection names; it is ready when this resolves.
 * Throws ENGINE_MISSING, ENGINE_CRASHED, ENGINE_OUT_OF_MEMORY, MODEL_MISSING or MODEL_DAMAGED.
 */
export async function createRecognizer(
  connection: EngineConnection,
  surroundings: EngineSurroundings,
): Promise<Recognizer> {
  const recognizer = await load(connection, surroundings);
  return {
    longestWindow: recognizer.longestWindow,
    async recognize(request, signal) {
      if (request.samples.length < shortestWindow) return { segments: [], language: null, raw: null };
      return recognizer.recognize(request, signal);
    },
    [Symbol.asyncDispose]: () => recognizer[Symbol.asyncDispose](),
  };
}

/** One row an engine: adding one is a file and a row here. */
function load(connection: EngineConnection, surroundings: EngineSurroundings): Promise<Recognizer> {
  switch (connection.engine) {
    case 'whisper.cpp':
      return createWhisperCppRecognizer(connection, surroundings);
    case 'whisper.node':
      return createWhisperNodeRecognizer(connection, surroundings);
    case 'openai':
      return createOpenAiRecognizer(connection, surroundings);
  }
}
