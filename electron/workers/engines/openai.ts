import type { EngineConnection } from '../../../shared/contract/worker.ts';
import { withoutPassword } from '../../../shared/endpointAddress.ts';
import { TraxError } from '../../../shared/errors.ts';
import { readAnswer } from './answer.ts';
import type { EngineSurroundings } from './engines.ts';
import { whisperLanguage } from './languageCode.ts';
import { cutAtPauses } from './pieces.ts';
import { promptOf } from './prompt.ts';
import {
  type Recognition,
  type RecognizedSegment,
  type RecognizeRequest,
  type Recognizer,
  sampleRate,
} from './recognizer.ts';
import { type Clock, systemClock, withRetries } from './retry.ts';
import { type Endpoint, requestTranscription, type TranscriptionRequest } from './transcriptionRequest.ts';
import { samplesWithin } from './wav.ts';

/** A part of the request that went up as one file; seconds from the start of the request's samples. */
interface AnsweredPiece {
  readonly offset: number;
  readonly recognition: Recognition;
}

/** What the tests set. */
interface OpenAiOptions {
  readonly clock?: Clock;
  /** Milliseconds that one answer may take. */
  readonly timeout?: number;
}

/** How much smaller pieces become when an endpoint refuses their size. */
const shrink = 4;

/** A recogniser that somebody else runs. Nothing is asked of the endpoint before the first window. */
export async function createOpenAiRecognizer(
  connection: Extract<EngineConnection, { engine: 'openai' }>,
  { onSent }: EngineSurroundings,
  { clock = systemClock, timeout = 600_000 }: OpenAiOptions = {},
): Promise<Recognizer> {
  const endpoint: Endpoint = { ...connection, timeout };
  const url = withoutPassword(connection.baseUrl);
  /** What was learnt of this endpoint, so that each refusal is met once. */
  const learnt = {
    format: 'verbose_json' as TranscriptionRequest['format'],
    maxBytes: connection.maxUploadBytes,
  };

  async function send(samples: Float32Array, request: RecognizeRequest, signal: AbortSignal) {
    const ask = () =>
      requestTranscription(endpoint, toForm(samples, request, learnt.format), signal, clock.now);
    const answer = await withRetries(ask, signal, clock);
    onSent?.(samples.length / sampleRate);
    return answer;
  }

  async function recognizePiece(samples: Float32Array, request: RecognizeRequest, signal: AbortSignal) {
    try {
      return await send(samples, request, signal);
    } catch (error) {
      if (learnt.format === 'json' || !refusesFormat(error)) throw error;
      learnt.format = 'json';
      return await send(samples, request, signal);
    }
  }

  async function recognizePieces(request: RecognizeRequest, signal: AbortSignal): Promise<AnsweredPiece[]> {
    const answered: AnsweredPiece[] = [];
    let passed = 0;
    for (const samples of cutAtPauses(request.samples, samplesWithin(learnt.maxBytes))) {
      const raw = await recognizePiece(samples, request, signal);
      const recognition = readAnswer(raw, samples.length / sampleRate, url);
      answered.push({ offset: passed / sampleRate, recognition });
      passed += samples.length;
    }
    return answered;
  }

  /** In smaller pieces; their size is kept for what follows, unless it is refused as well. */
  async function recognizeSmaller(request: RecognizeRequest, signal: AbortSignal): Promise<AnsweredPiece[]> {
    const { maxBytes } = learnt;
    learnt.maxBytes = Math.min(maxBytes, request.samples.byteLength / 2) / shrink;
    try {
      return await recognizePieces(request, signal);
    } catch (error) {
      if (isTooLarge(error)) learnt.maxBytes = maxBytes;
      throw error;
    }
  }

  return {
    longestWindow: 30,
    async recognize(request, signal) {
      try {
        return mergePieces(await recognizePieces(request, signal));
      } catch (error) {
        if (!isTooLarge(error)) throw error;
        return mergePieces(await recognizeSmaller(request, signal));
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}

function toForm(
  samples: Float32Array,
  request: RecognizeRequest,
  format: TranscriptionRequest['format'],
): TranscriptionRequest {
  const prompt = promptOf(request);
  const isDetailed = format === 'verbose_json' && !request.translate;
  return {
    samples,
    format,
    task: request.translate ? 'translations' : 'transcriptions',
    fields: {
      temperature: String(request.temperature),
      ...(prompt ? { prompt } : {}),
      ...(request.language === 'auto' || request.translate
        ? {}
        : { language: whisperLanguage(request.language) }),
      ...(isDetailed ? { timestamp_granularities: ['word', 'segment'] } : {}),
    },
  };
}

/** Newer models of OpenAI and some servers know only plain JSON, without times. */
function refusesFormat(error: unknown): boolean {
  return (
    error instanceof TraxError &&
    error.code === 'ENDPOINT_REFUSED' &&
    /response_format|verbose_json|timestamp_granularit/i.test(String(error.details.reason))
  );
}

function isTooLarge(error: unknown): boolean {
  return error instanceof TraxError && error.code === 'ENDPOINT_TOO_LARGE';
}

/** One recognition of several pieces: times from the start of the first, and all of the raw answers. */
function mergePieces(pieces: readonly AnsweredPiece[]): Recognition {
  const [only] = pieces;
  if (only && pieces.length === 1) return only.recognition;
  return {
    segments: pieces.flatMap(({ offset, recognition }) =>
      recognition.segments.map((segment) => shift(segment, offset)),
    ),
    language: pieces.find(({ recognition }) => recognition.language)?.recognition.language ?? null,
    raw: pieces.map(({ offset, recognition }) => ({ offset, answer: recognition.raw })),
  };
}

function shift(segment: RecognizedSegment, offset: number): RecognizedSegment {
  const moved = <Timed extends { start: number; end: number }>(timed: Timed): Timed => ({
    ...timed,
    start: timed.start + offset,
    end: timed.end + offset,
  });
  return { ...moved(segment), words: segment.words.map(moved) };
}
