import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { root } from '../setup/run.mjs';

/** An endpoint on this computer that answers at once. */
interface QuickEndpoint extends AsyncDisposable {
  /** Ends in `/v1`. */
  readonly url: string;
  readonly requests: number;
}

const words = readFileSync(join(root, 'resources', 'sample', 'wordlist.txt'), 'utf8')
  .split(/\s+/)
  .filter(Boolean);
const bytesPerSecond = 32_000;
const secondsPerWord = 0.4;
const wordsPerSegment = 8;

/**
 * Plays a recogniser that costs nothing, so that what is measured is Trax: as many words as are spoken in a window of the
 * upload's length, never the same ones in a row. `delay`: milliseconds that each answer takes all the same.
 */
export async function startQuickEndpoint(delay = 0): Promise<QuickEndpoint> {
  let requests = 0;
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on('end', async () => {
      requests += 1;
      if (delay > 0) await setTimeout(delay);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answerFor(bytes / bytesPerSecond, requests * 7919)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get requests() {
      return requests;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A `verbose_json` of the transcription API. */
function answerFor(duration: number, seed: number) {
  const count = Math.floor(duration / secondsPerWord);
  const spoken = Array.from({ length: count }, (_, index) => ({
    word: ` ${words[(seed + index * 31 + ((index * index) % 17)) % words.length] ?? 'word'}`,
    start: index * secondsPerWord,
    end: (index + 1) * secondsPerWord - 0.05,
    probability: 0.9,
  }));
  const segments = [];
  for (let from = 0; from < count; from += wordsPerSegment) {
    const own = spoken.slice(from, from + wordsPerSegment);
    const [first, last] = [own[0], own.at(-1)];
    const text = own.map(({ word }) => word).join('');
    segments.push({
      start: first?.start,
      end: last?.end,
      text,
      words: own,
      avg_logprob: -0.1,
      no_speech_prob: 0.01,
    });
  }
  return { text: segments.map(({ text }) => text).join(''), language: 'english', duration, segments };
}
