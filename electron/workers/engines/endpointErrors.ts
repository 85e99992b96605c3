import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { withoutPassword } from '../../../shared/endpointAddress.ts';
import { type FailureDetails, TraxError } from '../../../shared/errors.ts';
import { quoted } from '../../../shared/sentences.ts';

/** What of an endpoint may be told: never its key. */
export interface EndpointIdentity {
  readonly baseUrl: string;
  readonly apiKey: string | null;
}

/** Seconds after which a quota that is used up is looked at again. */
const quotaWait = 3600;

/**
 * What a failed request means for people. A wait that the server asks for is in `details.retryAfter`, in seconds.
 * Neither the message nor the trace holds the key or a password of the address. `now` is in milliseconds.
 */
export function toEndpointError(error: unknown, endpoint: EndpointIdentity, now: number): unknown {
  if (error instanceof TraxError || error instanceof APIUserAbortError) return error;
  const hide = (text: string): string => withoutSecrets(text, endpoint);
  const url = withoutPassword(endpoint.baseUrl);
  const cause = new Error(hide(traceOf(error)));
  if (error instanceof SyntaxError) return new TraxError('ENDPOINT_GARBAGE', { url }, { cause });
  if (error instanceof APIConnectionError) return new TraxError('ENDPOINT_UNREACHABLE', { url }, { cause });
  if (!(error instanceof APIError) || error.status === undefined) return error;
  const reason = hide(wordsOf(error));
  const retryAfter = secondsToWait(error.headers?.get('retry-after') ?? null, now);
  const wait: FailureDetails = retryAfter === null ? {} : { retryAfter };
  if (error.status === 401 || error.status === 403)
    return new TraxError('ENDPOINT_UNAUTHORIZED', { url }, { cause });
  if (error.status === 413) return new TraxError('ENDPOINT_TOO_LARGE', { url }, { cause });
  if (error.status === 429) {
    return /quota|billing|credit/i.test(reason)
      ? new TraxError('ENDPOINT_QUOTA', { url, retryAfter: retryAfter ?? quotaWait }, { cause })
      : new TraxError('ENDPOINT_BUSY', { url, ...wait }, { cause });
  }
  if (error.status >= 500 || error.status === 408) {
    return new TraxError('ENDPOINT_FAILED', { url, reason: quoted(reason), ...wait }, { cause });
  }
  return new TraxError('ENDPOINT_REFUSED', { url, reason: quoted(reason) }, { cause });
}

/** Seconds that a Retry-After header asks for: a number, or an HTTP date against `now` (milliseconds). */
export function secondsToWait(header: string | null, now: number): number | null {
  const text = header?.trim();
  if (!text) return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}

function withoutSecrets(text: string, endpoint: EndpointIdentity): string {
  const url = URL.parse(endpoint.baseUrl);
  const secrets = [endpoint.apiKey, url?.password, decodeURIComponent(url?.password ?? '')];
  return secrets.reduce<string>((clean, secret) => (secret ? clean.replaceAll(secret, '***') : clean), text);
}

/** The server's own words, with the status that the SDK puts in front. */
function wordsOf(error: APIError): string {
  return error.message.trim() || `status ${error.status}`;
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const below = error.cause ? `; ${traceOf(error.cause)}` : '';
  return `${error.name}: ${error.message}${below}`;
}
