import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/**
 * `fetch` for requests that think long before they answer. Node's own gives up after 300 s without headers, which a
 * large model on a slow computer needs; here only the caller's signal ends the wait. The answer is read whole, every
 * request has its own connection (a kept one may be closed by a server just as it is used), and redirects are refused,
 * since they turn an upload into a download.
 */
export async function bufferedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const body = Buffer.from(await request.arrayBuffer());
  const message = await exchange(request, body, init?.signal ?? undefined);
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return toResponse(message, Buffer.concat(chunks));
}

function exchange(request: Request, body: Buffer, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  const send = request.url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const headers = {
      ...Object.fromEntries(request.headers),
      'content-length': body.length,
      connection: 'close',
    };
    const outgoing = send(request.url, { method: request.method, headers, ...(signal ? { signal } : {}) });
    outgoing.once('response', resolve).once('error', reject).end(body);
  });
}

function toResponse(message: IncomingMessage, body: Buffer): Response {
  const status = message.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one);
  }
  if (status < 300) return new Response(body.length > 0 ? new Uint8Array(body) : null, { status, headers });
  return Response.json(
    { error: { message: reasonIn(body, headers) } },
    { status, headers: withoutBody(headers) },
  );
}

/** What a server says about its refusal, whichever of the usual shapes it uses. */
function reasonIn(body: Buffer, headers: Headers): string {
  const location = headers.get('location');
  if (location) return `it has moved to ${location}`;
  const text = body.toString('utf8').trim();
  return (
    messageIn(parseJson(text)) ??
    text
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  ).slice(0, 300);
}

/** `{error: {message}}` (OpenAI), `{error}` (whisper.cpp), `{detail}` (FastAPI), `{message}`. */
function messageIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return null;
  for (const key of ['error', 'detail', 'message', 'msg', '0'] as const) {
    const inner = messageIn((value as Record<string, unknown>)[key]);
    if (inner) return inner;
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function withoutBody(headers: Headers): Headers {
  const rest = new Headers(headers);
  for (const name of ['content-type', 'content-length', 'content-encoding', 'transfer-encoding'])
    rest.delete(name);
  return rest;
}
