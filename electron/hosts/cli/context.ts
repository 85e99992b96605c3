import type { Core } from '../../core/core.ts';
import type { HelperOptions } from '../../core/options.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';

export type Client = Core['client'];

/** How a command needs the library. */
export interface CoreWish {
  /** Takes work from the queue as well. */
  readonly runsQueue: boolean;
  /** What the core is told of its surroundings; `cli` unless a page is served. */
  readonly host?: 'cli' | 'web';
  /** Closes the core and opens it anew, where the command can. */
  readonly reopen?: (meanwhile: () => Promise<void>) => void;
  /** Only takes work, from a library that others look after. */
  readonly helper?: HelperOptions;
}

/** What every command is given. */
export interface Context {
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  openCore(options: CoreWish): Promise<Core>;
}

/** Runs something with a core and closes it after, however that ends. */
export async function withCore<Result>(
  context: Context,
  options: CoreWish,
  run: (core: Core) => Promise<Result>,
): Promise<Result> {
  await using core = await context.openCore(options);
  return await run(core);
}

/** Settles when the signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
