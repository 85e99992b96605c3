import type { ActionId } from '../../../shared/actions.ts';
import type { RecordingLink } from './links.ts';

/** What the menu chose, and files and links that the system asked to open. */
export type Command =
  | { type: 'action'; id: ActionId }
  | { type: 'open-paths'; paths: string[] }
  | ({ type: 'open-recording' } & RecordingLink);

export interface Commands {
  send(command: Command): void;
  /** Every command from now on, and those that nobody has taken yet, until aborted or until another page follows. */
  follow(signal: AbortSignal | undefined): AsyncGenerator<Command, void>;
}

/** Carries commands to the page. What comes before a page listens waits: files can be opened before there is a window. */
export function createCommands(): Commands {
  const waiting: Command[] = [];
  let wake: () => void = () => undefined;
  let newest = 0;

  async function* take(own: number, signal: AbortSignal | undefined) {
    while (!signal?.aborted && own === newest) {
      const next = waiting.shift();
      if (next) {
        yield next;
        continue;
      }
      const woken = Promise.withResolvers<void>();
      wake = woken.resolve;
      signal?.addEventListener('abort', wake, { once: true });
      await woken.promise;
    }
  }

  return {
    send(command) {
      waiting.push(command);
      wake();
    },
    follow(signal) {
      newest += 1;
      wake();
      return take(newest, signal);
    },
  };
}
