import type { Context } from './context.ts';
import type { ExitCode } from './exitCodes.ts';

/** What a command does; what it gives is what the program exits with. */
export type Action<Args extends unknown[]> = (context: Context, ...args: Args) => Promise<ExitCode>;

/** Makes commander's action of ours. */
export type Run = <Args extends unknown[]>(action: Action<Args>) => (...args: Args) => Promise<void>;
