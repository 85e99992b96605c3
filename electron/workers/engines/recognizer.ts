/** Samples in a second of everything that the worker hears. */
export const sampleRate = 16_000;

/** A stretch of sound to be written down. */
export interface RecognizeRequest {
  /** Mono, 16 kHz, -1..1. */
  readonly samples: Float32Array;
  /** `auto` or an ISO 639-1 code. */
  readonly language: string;
  readonly translate: boolean;
  /** Glossary terms for this window, at most ten. */
  readonly hints: readonly string[];
  /** Text before this window; empty unless the caller wants context. */
  readonly previousText: string;
  /** 0 is deterministic; the repair ladder goes warmer. */
  readonly temperature: number;
}

/** A word as an engine gives it; seconds from the start of the samples. */
export interface RecognizedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** 0..1; null where the engine gives none. */
  readonly probability: number | null;
}

export interface RecognizedSegment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words: readonly RecognizedWord[];
  readonly averageLogProbability: number | null;
  readonly noSpeechProbability: number | null;
}

export interface Recognition {
  readonly segments: readonly RecognizedSegment[];
  /** ISO 639-1; null where the engine does not say. */
  readonly language: string | null;
  /** The engine's complete answer, as JSON. */
  readonly raw: unknown;
}

/**
 * Writes down what is said in a stretch of sound. Throws a TraxError (ENGINE_*, ENDPOINT_*, MODEL_*) when it cannot;
 * stops at once when the signal is aborted. Disposing ends whatever it started.
 */
export interface Recognizer extends AsyncDisposable {
  /** The longest stretch that one request may hold, in seconds. */
  readonly longestWindow: number;
  recognize(request: RecognizeRequest, signal: AbortSignal): Promise<Recognition>;
}
