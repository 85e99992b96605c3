import type { ClientContext, ClientLink } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { TraxError } from '../../shared/errors.ts';
import type { ConnectionState } from '../host.ts';

type Link = ClientLink<ClientContext>;

/** One connection to the core, as long as it holds. */
export interface Carrier {
  readonly link: Link;
  /** Settles when the connection is gone. */
  readonly closed: Promise<void>;
}

export interface Connection {
  /** Calls wait while there is no connection; those under way when it breaks end in DISCONNECTED. */
  readonly link: Link;
  readonly state: StoreApi<ConnectionState>;
}

/** Milliseconds before the given attempt (from 0): 0.25 s, doubled each time, at most 4 s. */
export function delayBefore(attempt: number): number {
  return Math.min(4000, 250 * 2 ** attempt);
}

/** One lasting link over carriers that may break. `pause` waits between attempts, in milliseconds. */
export function keepConnected(
  open: () => Promise<Carrier>,
  pause: (milliseconds: number) => Promise<void>,
): Connection {
  const state = createStore<ConnectionState>(() => 'connecting');
  let current = openUntilItHolds();

  async function openUntilItHolds(): Promise<Carrier> {
    for (let attempt = 0; ; attempt++) {
      try {
        const carrier = await open();
        state.setState('open', true);
        carrier.closed.then(reopen);
        return carrier;
      } catch {
        // Which attempt failed and why says nothing to people; that there is no connection does.
        state.setState('lost', true);
        await pause(delayBefore(attempt));
      }
    }
  }

  function reopen() {
    state.setState('lost', true);
    current = openUntilItHolds();
  }

  const link: Link = {
    async call(path, input, options) {
      const carrier = await orAborted(current, options.signal);
      const broken = carrier.closed.then((): never => {
        throw new TraxError('DISCONNECTED');
      });
      return await Promise.race([carrier.link.call(path, input, options), broken]);
    },
  };
  return { link, state };
}

function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
