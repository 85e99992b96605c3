import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { received } from '../../../shared/contract/failures.ts';
import type { workerContract } from '../../../shared/contract/worker.ts';
import { TraxError } from '../../../shared/errors.ts';
import { inEnglish, type Reason } from '../../../shared/sentences.ts';
import type { Host, WorkerProcess } from '../host.ts';

export type WorkerClient = ContractRouterClient<typeof workerContract>;

interface PooledWorker {
  readonly process: WorkerProcess;
  readonly client: WorkerClient;
  isBusy: boolean;
  idleTimer: NodeJS.Timeout | null;
  /** The sentence that its end left, once it has ended. */
  endedWith: Reason | null;
}

/** A worker that nobody needs for so long gives its model's memory back. */
const idleMilliseconds = 5 * 60_000;

export type WorkerPool = ReturnType<typeof createWorkerPool>;

/**
 * Worker processes that are kept warm between items. One that dies answers whoever waited with WORKER_CRASHED and is
 * replaced when the next item needs a worker. `afterEnd` is told of every end, to sweep what the worker left running.
 */
export function createWorkerPool(host: Host, afterEnd: () => Promise<void>) {
  const workers = new Set<PooledWorker>();
  let isClosed = false;

  function start(): PooledWorker {
    const process = host.forkWorker();
    const client: WorkerClient = createORPCClient(new RPCLink({ port: process.port }));
    const worker: PooledWorker = { process, client, isBusy: false, idleTimer: null, endedWith: null };
    workers.add(worker);
    void process.ended.then(async (reason) => {
      worker.endedWith = reason;
      workers.delete(worker);
      if (!isClosed) host.log.warn('A worker ended', { pid: process.pid, reason: inEnglish(reason) });
      await afterEnd().catch((error) => host.log.error('What a worker left could not be swept', error));
    });
    return worker;
  }

  /** Ends a worker; from now on nobody is lent it. */
  function retire(worker: PooledWorker) {
    workers.delete(worker);
    if (worker.idleTimer) clearTimeout(worker.idleTimer);
    worker.process.kill();
  }

  return {
    /** Lends a worker, an idle one if there is one. Rejects with WORKER_CRASHED when it dies meanwhile. */
    async use<Result>(
      task: (client: WorkerClient, process: WorkerProcess) => Promise<Result>,
    ): Promise<Result> {
      if (isClosed) throw new TraxError('CANCELLED');
      const idle = [...workers].find((worker) => !worker.isBusy && worker.endedWith === null);
      const worker = idle ?? start();
      worker.isBusy = true;
      if (worker.idleTimer) clearTimeout(worker.idleTimer);
      const death = worker.process.ended.then((reason): never => {
        throw new TraxError('WORKER_CRASHED', { reason });
      });
      // The race below may be over before the process is: then nobody is left to hear of its end.
      death.catch(() => undefined);
      try {
        return await Promise.race([task(worker.client, worker.process), death]);
      } catch (error) {
        if (worker.endedWith !== null)
          throw new TraxError('WORKER_CRASHED', { reason: worker.endedWith }, { cause: error });
        throw received(error);
      } finally {
        worker.isBusy = false;
        worker.idleTimer = setTimeout(() => retire(worker), idleMilliseconds).unref();
      }
    },

    async [Symbol.asyncDispose]() {
      isClosed = true;
      const all = [...workers];
      for (const worker of all) retire(worker);
      await Promise.all(all.map((worker) => worker.process.ended));
    },
  };
}
