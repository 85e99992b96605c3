import type { Log } from '../../electron/core/host.ts';

/** A log for tests that look at behaviour and not at lines. */
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
