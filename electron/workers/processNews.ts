import type { ProcessEvent } from '../../shared/contract/worker.ts';

/** Carries word of the processes that engines start and end to whoever follows the work. */
export interface ProcessNews {
  /** Told by the engines. */
  readonly tell: (pid: number | null, description: string) => void;
  /** The events, each with the news since the one before it first; a process that starts while waiting is told at once. */
  mergeInto<Event>(
    events: AsyncGenerator<Event, void, undefined>,
  ): AsyncGenerator<Event | ProcessEvent, void, undefined>;
}

export function createProcessNews(): ProcessNews {
  const untold: ProcessEvent[] = [];
  let wake = () => {};
  return {
    tell(pid, description) {
      untold.push({ type: 'process', pid, description });
      wake();
    },
    async *mergeInto(events) {
      try {
        for (;;) {
          const next = events.next();
          next.catch(() => undefined);
          for (;;) {
            yield* untold.splice(0);
            const news = new Promise<null>((resolve) => {
              wake = () => resolve(null);
            });
            const first = await Promise.race([next, news]);
            if (first === null) continue;
            yield* untold.splice(0);
            if (first.done) return;
            yield first.value;
            break;
          }
        }
      } finally {
        wake = () => {};
        await events.return();
      }
    },
  };
}
