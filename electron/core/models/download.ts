import { mkdir } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TraxError } from '../../../shared/errors.ts';
import { type Reason, say } from '../../../shared/sentences.ts';
import { readAnswer } from './answer.ts';
import { claim } from './claim.ts';
import { requireSpace, writeFailure } from './disk.ts';
import { openPartial, type PartialFile, partialPaths } from './partial.ts';
import { type Network, openNetwork, whyRequestFailed } from './request.ts';

/** A file to be downloaded. */
export interface DownloadTarget {
  /** What people call it. */
  readonly name: string;
  readonly url: URL;
  /** Where it goes, absolute. */
  readonly path: string;
  readonly sha256: string;
  /** Bytes; null when only the server knows. */
  readonly size: number | null;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  onProgress(received: number, total: number | null): void;
  /** Milliseconds without a byte after which a connection counts as dead. */
  readonly stallAfter?: number;
  /** Milliseconds to wait before each further attempt after a connection broke off. */
  readonly retryDelays?: readonly number[];
}

const defaultStall = 45_000;
const defaultRetryDelays = [1000, 4000, 15_000];

/**
 * Downloads a file whole and checked, or throws: DOWNLOAD_FAILED and DISK_FULL keep what has come, so that the next call goes
 * on there; DOWNLOAD_CORRUPT throws it away. Aborting keeps it too. The file has its final name only when its checksum is right.
 */
export async function download(target: DownloadTarget, options: DownloadOptions): Promise<void> {
  const { signal, stallAfter = defaultStall, retryDelays = defaultRetryDelays } = options;
  signal.throwIfAborted();
  await mkdir(dirname(target.path), { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, dirname(target.path));
  });
  const paths = partialPaths(target.path);
  await using claimed = await claim(paths.owner, paths.part, stallAfter * 2).catch((error: unknown) => {
    throw writeFailure(error, dirname(target.path));
  });
  if (!claimed) throw failed(target, say('reason.otherDownload'));
  using network = openNetwork();
  await using partial = await openPartial(target.path, signal);
  const fetchRest = () => new Attempt(target, partial, network, { ...options, stallAfter }).run();
  let brokeOff = await fetchRest();
  for (const wait of retryDelays) {
    if (brokeOff === null) break;
    await delay(wait, undefined, { signal });
    brokeOff = await fetchRest();
  }
  if (brokeOff !== null) throw failed(target, brokeOff);
  if (partial.digest() !== target.sha256) {
    await partial.discard();
    throw new TraxError('DOWNLOAD_CORRUPT', { name: target.name });
  }
  await partial.complete();
}

function failed(target: DownloadTarget, reason: Reason, cause?: unknown): TraxError {
  return new TraxError('DOWNLOAD_FAILED', { name: target.name, reason }, { cause });
}

/** One connection's worth of a download. */
class Attempt {
  readonly #target: DownloadTarget;
  readonly #partial: PartialFile;
  readonly #network: Network;
  readonly #options: DownloadOptions & { readonly stallAfter: number };
  readonly #stall = new AbortController();
  readonly #signal: AbortSignal;

  constructor(
    target: DownloadTarget,
    partial: PartialFile,
    network: Network,
    options: DownloadOptions & { readonly stallAfter: number },
  ) {
    this.#target = target;
    this.#partial = partial;
    this.#network = network;
    this.#options = options;
    this.#signal = AbortSignal.any([options.signal, this.#stall.signal]);
  }

  /** Null when every byte has come, else why the connection ended early and another may do better. Throws what will not heal. */
  async run(): Promise<Reason | null> {
    const { size } = this.#target;
    if (size !== null && this.#partial.received > size) await this.#partial.restart();
    if (size !== null && this.#partial.received === size) return null;
    if (size !== null) await this.#requireSpace(size);
    const timer = setTimeout(() => this.#stall.abort(), this.#options.stallAfter);
    try {
      const response = await this.#network.get(this.#target.url, this.#headers(), this.#signal);
      try {
        return await this.#receive(response, timer);
      } finally {
        response.destroy();
      }
    } catch (error) {
      this.#options.signal.throwIfAborted();
      if (error instanceof TraxError) throw error;
      if (this.#stall.signal.aborted) {
        return say('reason.silence', { seconds: Math.round(this.#options.stallAfter / 1000) });
      }
      return whyRequestFailed(error, this.#target.url.host);
    } finally {
      clearTimeout(timer);
    }
  }

  #headers(): Record<string, string> {
    const { received, etag } = this.#partial;
    return {
      'accept-encoding': 'identity',
      'user-agent': 'trax',
      ...(received > 0 ? { range: `bytes=${received}-`, ...(etag ? { 'if-range': etag } : {}) } : {}),
    };
  }

  async #receive(response: IncomingMessage, timer: NodeJS.Timeout): Promise<Reason | null> {
    const answer = readAnswer(response, this.#partial.received);
    if (answer.kind === 'refused') throw failed(this.#target, answer.reason);
    if (answer.kind === 'later') return answer.reason;
    if (answer.kind === 'beyond') {
      if (this.#target.size === null && answer.total === this.#partial.received) return null;
      await this.#partial.restart();
      return say('reason.otherFile');
    }
    const { size } = this.#target;
    if (size !== null && answer.total !== null && answer.total !== size) {
      throw failed(this.#target, say('reason.otherSize', { size: answer.total, expected: size }));
    }
    if (answer.kind === 'whole' && this.#partial.received > 0) await this.#partial.restart();
    await this.#partial.rememberEtag(response.headers.etag);
    const total = size ?? answer.total;
    if (total !== null) await this.#requireSpace(total);
    return this.#readBody(response, total, timer);
  }

  async #readBody(
    response: IncomingMessage,
    total: number | null,
    timer: NodeJS.Timeout,
  ): Promise<Reason | null> {
    const body: AsyncIterable<Buffer> = response;
    for await (const chunk of body) {
      timer.refresh();
      if (total !== null && this.#partial.received + chunk.length > total) {
        await this.#partial.discard();
        throw new TraxError('DOWNLOAD_CORRUPT', { name: this.#target.name });
      }
      await this.#partial.append(chunk);
      this.#options.onProgress(this.#partial.received, total);
    }
    return total !== null && this.#partial.received < total ? say('reason.brokeOff') : null;
  }

  #requireSpace(total: number): Promise<void> {
    return requireSpace(dirname(this.#target.path), total - this.#partial.received);
  }
}
