import { type ExitCode, exitCodes } from './exitCodes.ts';

/** A person's wish to stop. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** What to exit with once `signal` is aborted. */
  readonly exitCode: ExitCode;
  /** Stops as a signal would, e.g. when nobody reads the output any more. */
  stop(exitCode: ExitCode): void;
}

/** npm passes on the Ctrl+C that the terminal has sent as well: what comes so soon after is the same wish. Milliseconds. */
const sameWish = 500;

/** Listens for Ctrl+C and a request to end. The first stops in good order, the second at once. */
export function listenForInterruption(process: NodeJS.Process): Interruption {
  const controller = new AbortController();
  let exitCode: ExitCode = exitCodes.interrupted;
  let wishedAt = 0;
  const stop = (code: ExitCode) => {
    if (controller.signal.aborted) return;
    exitCode = code;
    wishedAt = performance.now();
    controller.abort();
  };
  const hear = (code: ExitCode) => () => {
    if (controller.signal.aborted && performance.now() - wishedAt > sameWish) process.exit(code);
    stop(code);
  };
  process.on('SIGINT', hear(exitCodes.interrupted));
  process.on('SIGTERM', hear(exitCodes.terminated));
  process.on('SIGHUP', hear(exitCodes.terminated));
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    stop,
  };
}
