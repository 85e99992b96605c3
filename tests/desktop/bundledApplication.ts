import { fork } from 'node:child_process';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/contract.ts';
import * as electron from './electronStandIn.ts';

/**
 * Runs the built main program in plain Node, with the stand-in for `electron`, and plays the page: adds a recording,
 * waits for its transcript, quits, and prints what came of it. Workers are real processes of the built worker, which
 * see a `process.parentPort` as in Electron.
 * Arguments: the main program, a recording, a model.
 */
const [, , main = '', recording = '', model = ''] = process.argv;

const parentPort = `
  const { EventEmitter } = process.getBuiltinModule('node:events');
  const port = new EventEmitter();
  process.on('message', (data) => port.emit('message', { data, ports: [] }));
  port.postMessage = (data) => process.connected && process.send(data);
  process.parentPort = port;
  process.on('disconnect', () => process.exit());
`;

electron.utilityProcess.fork = (entry, given, options) => {
  const worker = new electron.UtilityProcess([entry, given, options]);
  const child = fork(entry, given, {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(parentPort)}`],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(worker.stdout);
  child.stderr?.pipe(worker.stderr);
  child.on('spawn', () => {
    worker.pid = child.pid;
    worker.emit('spawn');
  });
  child.on('message', (data) => worker.emit('message', data));
  child.on('exit', (status, signal) => worker.emit('exit', status ?? signal));
  worker.postMessage = (message) => void child.send(message as never);
  return worker;
};

const standIn = new URL('./electronStandIn.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

async function transcribe(client: ContractRouterClient<Contract>): Promise<string> {
  const changes = await client.events.subscribe();
  const { recordings } = await client.library.add({ paths: [recording], options: { model } });
  const id = recordings[0]?.id ?? '';
  for await (const _ of changes) {
    const { item, transcriptId } = await client.library.get({ id });
    if (item?.state === 'failed') throw new Error(JSON.stringify(item.failure));
    if (item?.task !== 'transcribe' || item.state !== 'done' || !transcriptId) continue;
    const { segments } = await client.transcripts.segments({ transcriptId });
    return segments.map((segment) => segment.text).join(' ');
  }
  throw new Error('The events ended.');
}

await import(pathToFileURL(main).href);
electron.becomeReady();
await new Promise(setImmediate);
const port = electron.askForPort('trax://app/');
if (!port) throw new Error('No port came');
port.start();
const text = await transcribe(createORPCClient(new RPCLink({ port })));
electron.app.quit();
while (electron.recorded.quits === 0) await new Promise((resolve) => setTimeout(resolve, 20));
const { errorBoxes, quits } = electron.recorded;
process.stdout.write(JSON.stringify({ text, errorBoxes, quits }), () => process.exit(0));
