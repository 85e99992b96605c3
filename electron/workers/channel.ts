import { EventEmitter } from 'node:events';
import type { MessagePortMainLike } from '@orpc/client/message-port';

/** The parent's end of a worker's channel: messages as oRPC takes them, and `close` when the parent is gone. */
export interface Channel {
  readonly port: MessagePortMainLike;
  /** Settles when the parent has gone. */
  readonly closed: Promise<void>;
}

/** What Electron puts at `process.parentPort` of a utility process. */
interface ParentPort {
  on(event: 'message', callback: (message: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/** The channel to whoever started this process, by Electron's `utilityProcess` or by `child_process.fork`; null without one. */
export function openChannel(): Channel | null {
  const events = new EventEmitter();
  const closed = new Promise<void>((resolve) => events.once('close', resolve));
  const on: MessagePortMainLike['on'] = (event, callback) => events.on(event, callback);
  const parentPort = 'parentPort' in process ? (process.parentPort as ParentPort | undefined) : undefined;
  if (parentPort) {
    parentPort.on('message', ({ data }) => events.emit('message', { data }));
    // Electron ends a utility process with its parent: there is no `close` to pass on.
    return { port: { on, postMessage: (data) => parentPort.postMessage(data) }, closed };
  }
  if (!process.send) return null;
  process.on('message', (data) => events.emit('message', { data }));
  process.once('disconnect', () => events.emit('close'));
  // A message to a parent that has just gone is answered by `disconnect`.
  const postMessage = (data: unknown) => {
    if (process.connected) process.send?.(data, undefined, undefined, () => undefined);
  };
  return { port: { on, postMessage }, closed };
}
