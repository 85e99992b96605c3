import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sentences } from './sentences.ts';

/** Bytes of what Trax sends: a plain WAV header, and 16-bit mono sound at 16 kHz. */
const wavHeader = 44;
const bytesPerSecond = 32_000;

/** What the endpoint does with a request: answers, lets it hang, or breaks off the connection. */
export type Reply =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly json: unknown }
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly text: string }
  | 'hang'
  | 'break off';

/** A request as it came. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Size of the uploaded file in bytes. */
  readonly fileBytes: number;
}

/** A local server that plays an OpenAI-compatible endpoint, well-behaved or not. */
export interface Endpoint extends AsyncDisposable {
  /** Ends in `/v1`. */
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Requests that hang now. */
  readonly hanging: number;
}

/**
 * Starts the endpoint. Replies are given in order and the last one over and over; a function sees the request and the
 * number of those before it, and may take its time.
 */
export async function startEndpoint(
  replies: readonly Reply[] | ((request: ReceivedRequest, count: number) => Reply | Promise<Reply>),
): Promise<Endpoint> {
  const requests: ReceivedRequest[] = [];
  const hanging = new Set<ServerResponse>();
  const server = createServer(async (message, response) => {
    const request = await receive(message);
    const count = requests.push(request) - 1;
    const reply =
      typeof replies === 'function' ? await replies(request, count) : (replies[count] ?? replies.at(-1));
    if (reply === undefined || reply === 'break off') response.destroy();
    else if (reply === 'hang') {
      hanging.add(response);
      response.once('close', () => hanging.delete(response));
    } else send(response, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    get hanging() {
      return hanging.size;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a good endpoint answers: a sentence for every two seconds of what was sent, its first word being the label. */
export function spoken(request: ReceivedRequest, label: string): Reply {
  const segments = sentences((request.fileBytes - wavHeader) / bytesPerSecond, label).map(
    ([text, start, end]) => ({
      text,
      start,
      end,
      avg_logprob: -0.1,
      no_speech_prob: 0.01,
    }),
  );
  return { json: { language: 'english', text: segments.map(({ text }) => text).join(' '), segments } };
}

async function receive(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  if (chunks.length === 0)
    return { path: message.url ?? '', headers: message.headers, fields: {}, fileBytes: 0 };
  const headers = { 'content-type': message.headers['content-type'] ?? 'text/plain' };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData();
  const fields: Record<string, string[]> = {};
  let fileBytes = 0;
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = [...(fields[name] ?? []), value];
    else fileBytes += value.size;
  }
  return { path: message.url ?? '', headers: message.headers, fields, fileBytes };
}

function send(response: ServerResponse, reply: Exclude<Reply, string>): void {
  const isJson = 'json' in reply;
  const type = isJson ? 'application/json' : 'text/html';
  response.writeHead(reply.status ?? 200, { 'content-type': type, ...reply.headers });
  response.end(isJson ? JSON.stringify(reply.json) : reply.text);
}
