import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { type ErrorCode, type Failure, toFailure } from '../../../shared/errors.ts';

/** A request without a body as the platform's `Request`; aborted when the client goes away. */
export function requestFrom(incoming: IncomingMessage, response: ServerResponse): Request {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name !== 'cookie' && value !== undefined) headers.set(name, String(value));
  }
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
  return new Request(url, { method: incoming.method ?? 'GET', headers, signal: gone.signal });
}

/** Sends a `Response` with the given headers added; its body streams as fast as the client reads. */
export async function answer(
  response: ServerResponse,
  { status, headers, body }: Response,
  added: Readonly<Record<string, string>>,
): Promise<void> {
  response.writeHead(status, { ...Object.fromEntries(headers), ...added });
  if (!body || response.req.method === 'HEAD') {
    await body?.cancel();
    response.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(body as ReadableStream), response);
  } catch (error) {
    // A player that seeks drops its request: nothing is wrong.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

const statuses: Partial<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  FILE_EMPTY: 400,
  UPLOAD_FAILED: 400,
  NOT_FOUND: 404,
  FILE_NOT_FOUND: 404,
  DISK_FULL: 507,
};

/** A failure as the contract sends it, with the status of HTTP that is nearest. */
export function failureResponse(error: unknown): Response {
  const failure: Failure = toFailure(error);
  return Response.json(failure, { status: statuses[failure.code] ?? 500 });
}
