import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Log } from '../../electron/core/host.ts';
import { forkUtilityWorker } from '../../electron/hosts/desktop/workers.ts';
import { say } from '../../shared/sentences.ts';
import { silentLog } from './coreStandIn.ts';
import { recorded, resetElectron, type UtilityProcess } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

beforeEach(resetElectron);

function startWorker(log: Log = silentLog) {
  const worker = forkUtilityWorker('/app/out/worker.js', log);
  const child = recorded.workers[0] as UtilityProcess;
  return { worker, child };
}

describe('a utility process', () => {
  test('runs the worker script without flags of ours', () => {
    const { child } = startWorker();
    expect(child.forked).toEqual([
      '/app/out/worker.js',
      [],
      { stdio: 'pipe', serviceName: 'Trax worker', execArgv: [] },
    ]);
  });

  test('answers calls: its bare messages become messages of a port', async () => {
    const { worker, child } = startWorker();
    // The other side of the process: what is posted to it arrives, what it says comes out bare.
    const listeners: ((event: { data: unknown }) => void)[] = [];
    new RPCHandler({ double: os.handler(({ input }) => Number(input) * 2) }).upgrade({
      on: (event: string, listener: (event?: { data: unknown }) => void) => {
        if (event === 'message') listeners.push(listener);
      },
      postMessage: (data: unknown) => void child.emit('message', data),
    });
    child.postMessage = (data) => {
      for (const listener of listeners) listener({ data });
      return undefined;
    };
    const client: { double(input: number): Promise<number> } = createORPCClient(
      new RPCLink({ port: worker.port }),
    );
    expect(await client.double(21)).toBe(42);
  });

  test('that ends answers everyone who waits, and says how it ended', async () => {
    const { worker, child } = startWorker();
    const client: { never(): Promise<void> } = createORPCClient(new RPCLink({ port: worker.port }));
    const waiting = client.never();
    await vi.waitFor(() => expect(child.posted).toHaveLength(1));
    child.emit('exit', 255);
    await expect(waiting).rejects.toThrow();
    expect(await worker.ended).toEqual(say('reason.exitStatus', { status: 255 }));
  });

  test('that V8 gave up says so, and its report with the environment is logged nowhere', async () => {
    const lines: unknown[] = [];
    const keep = (...line: unknown[]) => void lines.push(line);
    const { worker, child } = startWorker({ info: keep, warn: keep, error: keep });
    child.emit('error', 'FatalError', 'v8::ToLocalChecked', '{"environmentVariables":{"KEY":"sk-1"}}');
    child.emit('exit', 133);
    expect(await worker.ended).toBe('FatalError at v8::ToLocalChecked');
    expect(JSON.stringify(lines)).not.toContain('sk-1');
  });

  test('tells its id when it has one, and passes on what it prints', async () => {
    const lines: string[] = [];
    const { worker, child } = startWorker({
      ...silentLog,
      info: (_, details) => void lines.push(`${details?.worker}: ${details?.line}`),
    });
    expect(worker.pid).toBe(0);
    child.pid = 4242;
    child.emit('spawn');
    expect(worker.pid).toBe(4242);
    child.stdout.write('loading\n');
    child.stderr.write('careful\n');
    await vi.waitFor(() => expect(lines.sort()).toEqual(['4242: careful', '4242: loading']));
  });

  test('is ended at once even when it does not listen', async () => {
    const { worker, child } = startWorker();
    const deaf = fork('-e', [], {
      execArgv: ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'],
    });
    await once(deaf, 'spawn');
    child.pid = deaf.pid;
    worker.kill();
    expect(await once(deaf, 'exit')).toEqual([null, 'SIGKILL']);
    worker.kill();
    expect(child.asked).toBe(0);
  });

  test('that has not started yet is asked to end', () => {
    const { worker, child } = startWorker();
    worker.kill();
    expect(child.asked).toBe(1);
  });
});
