import type {
  CarryEnding,
  CarryJob,
  CarryKind,
  PortabilityCounts,
} from '../../../shared/contract/portability.ts';
import { TraxError, toFailure } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Events } from '../events/events.ts';
import type { Report } from './writeExport.ts';

/** Milliseconds between two reports of progress. */
const reportPace = 200;

interface Run<Counts> {
  readonly kind: CarryKind;
  readonly path: string;
  /** Ends it from outside. */
  readonly signal?: AbortSignal | undefined;
  run(report: Report, signal: AbortSignal): Promise<Counts>;
}

export type Carrying = ReturnType<typeof createCarrying>;

/** Exports, imports and moves of this process: one at a time, told by events, ended by whoever wants to. */
export function createCarrying(events: Events) {
  const closing = new AbortController();
  let running: { job: CarryJob; stop: AbortController; ended: Promise<unknown> } | null = null;
  let ending: CarryEnding | null = null;

  function run<Counts extends PortabilityCounts>(wish: Run<Counts>): Promise<Counts> {
    const { kind, path } = wish;
    if (running) throw new TraxError('NOT_ALLOWED_NOW', { reason: say('busy.carry') });
    const stop = new AbortController();
    const signals = [stop.signal, closing.signal, ...(wish.signal ? [wish.signal] : [])];
    let job: CarryJob = { kind, path, stage: 'checking', done: 0, total: 0 };
    let reportedAt = 0;
    const report: Report = (stage, done, total) => {
      const isSame = job.stage === stage;
      job = { kind, path, stage, done, total };
      if (running) running.job = job;
      if (isSame && Date.now() - reportedAt < reportPace) return;
      reportedAt = Date.now();
      void events.announce({ type: 'carry', job });
    };
    const signal = AbortSignal.any(signals);
    const result = Promise.resolve().then(() => wish.run(report, signal));
    const ended = result
      .then(
        ({ rows, files }) => {
          ending = { kind, path, counts: { rows, files }, failure: null };
        },
        (error: unknown) => {
          ending = { kind, path, counts: null, failure: toFailure(error) };
        },
      )
      .then(() => {
        running = null;
        return events.announce({ type: 'carry', job: null });
      });
    running = { job, stop, ended };
    ending = null;
    void events.announce({ type: 'carry', job });
    return ended.then(() => result);
  }

  return {
    run,
    view: () => ({ job: running?.job ?? null, ending }),
    cancel() {
      running?.stop.abort();
      return { cancelled: running !== null };
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await running?.ended;
    },
  };
}
