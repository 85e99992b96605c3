import type { IncomingMessage } from 'node:http';
import { type Said, say } from '../../../shared/sentences.ts';

/** What a server's answer means for a download; `total` is the size of the whole file as the server tells it. */
export type Answer =
  /** The body is the file from its first byte. */
  | { readonly kind: 'whole'; readonly total: number | null }
  /** The body is the rest that was asked for. */
  | { readonly kind: 'rest'; readonly total: number | null }
  /** What was asked for does not fit the server's file. */
  | { readonly kind: 'beyond'; readonly total: number | null }
  /** Asking again later may help. */
  | { readonly kind: 'later'; readonly reason: Said }
  | { readonly kind: 'refused'; readonly reason: Said };

/** Reads an answer to a request for everything after the first `received` bytes. */
export function readAnswer(
  response: Pick<IncomingMessage, 'statusCode' | 'headers'>,
  received: number,
): Answer {
  const status = response.statusCode ?? 0;
  if (status === 200) {
    const length = response.headers['content-length'];
    return { kind: 'whole', total: length === undefined ? null : Number(length) };
  }
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(response.headers['content-range'] ?? '');
  const total = range?.[2] === undefined || range[2] === '*' ? null : Number(range[2]);
  if (status === 206 && Number(range?.[1]) === received) return { kind: 'rest', total };
  if (status === 206 || status === 416) return { kind: 'beyond', total: status === 416 ? total : null };
  const isPassing = status >= 500 || status === 429 || status === 408;
  return { kind: isPassing ? 'later' : 'refused', reason: say('reason.status', { status }) };
}
