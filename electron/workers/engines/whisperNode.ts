import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { EngineConnection } from '../../../shared/contract/worker.ts';
import { TraxError } from '../../../shared/errors.ts';
import { quoted, say } from '../../../shared/sentences.ts';
import { readAnswer } from './answer.ts';
import type { EngineSurroundings } from './engines.ts';
import { whisperLanguage } from './languageCode.ts';
import { checkModelFile, type ModelFacts } from './modelFile.ts';
import { promptOf } from './prompt.ts';
import { type Recognition, type RecognizeRequest, type Recognizer, sampleRate } from './recognizer.ts';
import { encodePcm } from './wav.ts';

/** What of `@fugood/whisper.node` 1.1.3 is used. It is not a dependency: the set-up puts it where no compiler is. */
interface WhisperNode {
  initWhisper(options: { filePath: string; useGpu: boolean }): Promise<WhisperContext>;
}

interface WhisperContext {
  /** 16-bit samples at 16 kHz. */
  transcribeData(samples: ArrayBuffer, options: object): Work;
  release(): Promise<void>;
}

interface Work {
  stop(): Promise<void>;
  readonly promise: Promise<unknown>;
}

/** Milliseconds after which a window is given up. */
const longestWork = 1_800_000;

/** Its answer; times in milliseconds. There are no probabilities. */
const resultSchema = z.object({
  language: z.string().nullish(),
  segments: z.array(z.object({ text: z.string(), t0: z.number(), t1: z.number() })),
});

/** The recogniser inside the worker, for computers without a compiler. Its words have estimated times. */
export async function createWhisperNodeRecognizer(
  connection: Extract<EngineConnection, { engine: 'whisper.node' }>,
  { threads, signal: loading }: EngineSurroundings,
): Promise<Recognizer> {
  const facts = await checkModelFile(connection.modelPath);
  const engine = await importEngine(connection.modulePath);
  loading.throwIfAborted();
  const context = await loadModel(engine, connection.modelPath);

  return {
    longestWindow: 30,
    async recognize(request, signal) {
      signal.throwIfAborted();
      const work = context.transcribeData(
        encodePcm(request.samples).buffer,
        toOptions(request, facts, threads),
      );
      const result = await settled(work, signal);
      return readResult(result, request.samples.length / sampleRate);
    },
    async [Symbol.asyncDispose]() {
      await context.release();
    },
  };
}

/** The package answers nothing at all when a window fails or is stopped, so both end the wait from outside. */
function settled(work: Work, signal: AbortSignal): Promise<unknown> {
  const overdue = AbortSignal.timeout(longestWork);
  const either = AbortSignal.any([signal, overdue]);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      void work.stop();
      reject(
        signal.aborted ? signal.reason : new TraxError('ENGINE_CRASHED', { reason: say('reason.noAnswer') }),
      );
    };
    either.addEventListener('abort', stop, { once: true });
    work.promise.then(resolve, reject).finally(() => either.removeEventListener('abort', stop));
  });
}

async function importEngine(modulePath: string): Promise<WhisperNode> {
  try {
    const loaded: { default: WhisperNode } = await import(pathToFileURL(modulePath).href);
    return loaded.default;
  } catch (cause) {
    throw new TraxError('ENGINE_MISSING', { engine: 'whisper.node' }, { cause });
  }
}

async function loadModel(engine: WhisperNode, modelPath: string): Promise<WhisperContext> {
  try {
    return await engine.initWhisper({ filePath: modelPath, useGpu: true });
  } catch (cause) {
    throw new TraxError('MODEL_DAMAGED', { model: basename(modelPath), reason: quoted(cause) }, { cause });
  }
}

/** The language of an English-only model is settled; asked to detect one, it would fail. */
function toOptions(request: RecognizeRequest, { isMultilingual }: ModelFacts, threads: number): object {
  const prompt = promptOf(request);
  return {
    maxThreads: threads,
    language: isMultilingual ? whisperLanguage(request.language) : 'en',
    translate: isMultilingual && request.translate,
    temperature: request.temperature,
    temperatureInc: 0,
    ...(prompt ? { prompt } : { maxContext: 0 }),
  };
}

function readResult(raw: unknown, duration: number): Recognition {
  const { language, segments } = resultSchema.parse(raw);
  const timed = segments.map(({ text, t0, t1 }) => ({ text, start: t0 / 1000, end: t1 / 1000 }));
  return { ...readAnswer({ language, segments: timed }, duration, 'whisper.node'), raw };
}
