import type { EngineConnection } from '../../../shared/contract/worker.ts';
import { reasonOf, TraxError } from '../../../shared/errors.ts';
import { readAnswer } from './answer.ts';
import type { EngineSurroundings } from './engines.ts';
import { whisperLanguage } from './languageCode.ts';
import { checkModelFile } from './modelFile.ts';
import { promptOf } from './prompt.ts';
import { type RecognizeRequest, type Recognizer, sampleRate } from './recognizer.ts';
import { requestTranscription, type TranscriptionRequest } from './transcriptionRequest.ts';
import { startWhisperServer, type WhisperServer } from './whisperServer.ts';

/** Milliseconds that a window may take; only there for an engine that hangs. The largest models need minutes. */
const longestWork = 3_600_000;

/** Trax's own whisper-server: one process for this worker, its model kept warm, started again when it has died. */
export async function createWhisperCppRecognizer(
  connection: Extract<EngineConnection, { engine: 'whisper.cpp' }>,
  surroundings: EngineSurroundings,
): Promise<Recognizer> {
  await checkModelFile(connection.modelPath);
  const start = (signal: AbortSignal): Promise<WhisperServer> =>
    startWhisperServer({ ...surroundings, ...connection, signal });
  let server = await start(surroundings.signal);

  return {
    longestWindow: 30,
    async recognize(request, signal) {
      signal.throwIfAborted();
      if (server.hasEnded) server = await start(signal);
      const endpoint = { baseUrl: server.baseUrl, apiKey: null, model: 'whisper', timeout: longestWork };
      try {
        const raw = await requestTranscription(endpoint, toForm(request), signal);
        return readAnswer(raw, request.samples.length / sampleRate, 'whisper-server');
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof TraxError ? await explainFailure(error, server) : error;
      }
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** A local server that fails is replaced, so that the next window meets a sound one. */
async function explainFailure(error: TraxError, server: WhisperServer): Promise<TraxError> {
  const ending = await server.explain();
  if (error.code === 'ENDPOINT_UNREACHABLE' || ending.code === 'ENGINE_OUT_OF_MEMORY') {
    return new TraxError(ending.code, ending.details, { cause: new AggregateError([error, ending.cause]) });
  }
  return new TraxError('ENGINE_CRASHED', { reason: reasonOf(error) }, { cause: ending });
}

/**
 * The server's own fields beside OpenAI's. It would go warmer by itself (`temperature_inc`) and cut lines at 60
 * characters (`max_len`); Trax decides both. Without a prompt the model must not see its own former text either
 * (`max_context`, which would suppress a prompt too).
 */
function toForm(request: RecognizeRequest): TranscriptionRequest {
  const prompt = promptOf(request);
  return {
    samples: request.samples,
    task: 'transcriptions',
    format: 'verbose_json',
    fields: {
      language: whisperLanguage(request.language),
      translate: String(request.translate),
      temperature: String(request.temperature),
      temperature_inc: '0',
      max_len: '100000',
      split_on_word: 'true',
      no_language_probabilities: 'true',
      ...(prompt ? { prompt } : { max_context: '0' }),
    },
  };
}
