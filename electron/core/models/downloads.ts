import { join } from 'node:path';
import { type Failure, toFailure } from '../../../shared/errors.ts';
import type { Log } from '../host.ts';
import { type CatalogueModel, urlOf } from './catalogue.ts';
import { type DownloadOptions, download } from './download.ts';

/** How a download stands, for people. */
export interface DownloadState {
  readonly received: number;
  readonly total: number | null;
  readonly failure: Failure | null;
}

/** The downloads that run, one a model, and those that have failed. */
export interface Downloads extends AsyncDisposable {
  /** False when it is running already. */
  start(model: CatalogueModel): boolean;
  /** Stops a download and keeps what has come; forgets a failed one. False when there was none. */
  cancel(name: string): Promise<boolean>;
  stateOf(name: string): DownloadState | null;
}

export interface DownloadsOptions {
  readonly folder: string;
  /** Where to download from instead of the publishers. */
  readonly mirror: string | null;
  readonly log: Log;
  onChange(name: string): void;
  onInstalled(model: CatalogueModel): Promise<void>;
  readonly pace?: Pick<DownloadOptions, 'stallAfter' | 'retryDelays'>;
}

/** Milliseconds between two reports of progress. */
const reportEvery = 200;

export function createDownloads(options: DownloadsOptions): Downloads {
  const { folder, mirror, log, onChange, onInstalled, pace } = options;
  const states = new Map<string, DownloadState>();
  const running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();

  const setState = (name: string, state: DownloadState | null) => {
    if (state) states.set(name, state);
    else states.delete(name);
    onChange(name);
  };

  const run = async (model: CatalogueModel, signal: AbortSignal) => {
    const { name, sha256, size } = model;
    let reported = 0;
    setState(name, { received: 0, total: size, failure: null });
    try {
      const path = join(folder, model.file);
      const onProgress = (received: number, total: number | null) => {
        states.set(name, { received, total, failure: null });
        if (Date.now() - reported < reportEvery) return;
        reported = Date.now();
        onChange(name);
      };
      await download(
        { name, url: urlOf(model, mirror), path, sha256, size },
        { ...pace, signal, onProgress },
      );
      setState(name, null);
      log.info('model downloaded', { name });
      await onInstalled(model);
      running.delete(name);
    } catch (error) {
      running.delete(name);
      if (signal.aborted) return setState(name, null);
      log.error(`the download of ${name} failed`, error);
      const { received = 0, total = size } = states.get(name) ?? {};
      setState(name, { received, total, failure: toFailure(error) });
    }
  };

  return {
    start(model) {
      if (running.has(model.name)) return false;
      const stop = new AbortController();
      running.set(model.name, { stop, ended: run(model, stop.signal) });
      return true;
    },
    async cancel(name) {
      const one = running.get(name);
      one?.stop.abort();
      await one?.ended;
      const wasFailed = states.has(name);
      if (wasFailed) setState(name, null);
      return one !== undefined || wasFailed;
    },
    stateOf: (name) => states.get(name) ?? null,
    async [Symbol.asyncDispose]() {
      const all = [...running.values()];
      for (const { stop } of all) stop.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
