import OpenAI from 'openai';
import { bufferedFetch } from './bufferedFetch.ts';
import { type EndpointIdentity, toEndpointError } from './endpointErrors.ts';
import { encodeWav } from './wav.ts';

/** A server that speaks OpenAI's transcription API. */
export interface Endpoint extends EndpointIdentity {
  readonly model: string;
  /** Milliseconds that one answer may take. */
  readonly timeout: number;
}

export interface TranscriptionRequest {
  readonly samples: Float32Array;
  /** `translations` writes English whatever is spoken. */
  readonly task: 'transcriptions' | 'translations';
  readonly format: 'verbose_json' | 'json';
  /** Further fields of the form, OpenAI's or the server's own. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Sends samples to a transcription endpoint, once, and gives its answer as it came.
 * Throws ENDPOINT_*, or the signal's reason when aborted (the connection is cut at once).
 * `now` is in milliseconds and is what a Retry-After date is measured against.
 */
export async function requestTranscription(
  endpoint: Endpoint,
  request: TranscriptionRequest,
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<unknown> {
  const client = createClient(endpoint);
  const { format, fields } = request;
  const file = new File([encodeWav(request.samples)], 'window.wav', { type: 'audio/wav' });
  const body = { ...fields, file, model: endpoint.model, response_format: format };
  try {
    if (request.task === 'translations') return await client.audio.translations.create(body, { signal });
    return await client.audio.transcriptions.create({ ...body, stream: false }, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw toEndpointError(error, endpoint, now());
  }
}

/** A client that takes nothing from the environment: a key meant for OpenAI must not reach another server. */
function createClient(endpoint: Endpoint): OpenAI {
  return new OpenAI({
    baseURL: endpoint.baseUrl,
    apiKey: endpoint.apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: endpoint.timeout,
    logLevel: 'off',
    fetch: bufferedFetch,
    ...(endpoint.apiKey === null ? { defaultHeaders: { Authorization: null } } : {}),
  });
}
