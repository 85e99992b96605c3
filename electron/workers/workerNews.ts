import type { News } from '../../shared/contract/worker.ts';

/** Carries word of what engines start, end and send to whoever follows the work. */
export interface WorkerNews {
  /** Told by the engines of the processes that they start, and with null of their end. */
  readonly tell: (pid: number | null, description: string) => void;
  /** Told by the engines of seconds of sound that somebody else's recogniser has answered. */
  readonly sent: (seconds: number) => void;
  /** The processes that run now. */
  readonly processes: () => number[];
  /** The events, each with the news since the one before it first; what comes while waiting is told at once. */
  mergeInto<Event>(
    events: AsyncGenerator<Event, void, undefined>,
  ): AsyncGenerator<Event | News, void, undefined>;
}

export function createWorkerNews(): WorkerNews {
  const untold: News[] = [];
  const running = new Map<string, number>();
  let wake = () => {};
  function add(news: News) {
    untold.push(news);
    wake();
  }
  return {
    tell(pid, description) {
      if (pid === null) running.delete(description);
      else running.set(description, pid);
      add({ type: 'process', pid, description });
    },
    sent: (seconds) => add({ type: 'sent', seconds }),
    processes: () => [...running.values()],
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
