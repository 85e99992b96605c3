import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOfProcess } from '../../../shared/endOfProcess.ts';
import { TraxError } from '../../../shared/errors.ts';
import { type Said, say } from '../../../shared/sentences.ts';
import { oomKills } from '../memory.ts';
import { guardAgainstOrphan } from '../orphanGuard.ts';
import { bufferedFetch } from './bufferedFetch.ts';
import type { EngineSurroundings } from './engines.ts';
import { placeModel } from './placedModel.ts';
import { explainEnd, isPortTaken } from './serverLog.ts';

interface WhisperServerOptions extends EngineSurroundings {
  /** Absolute path of the program. */
  readonly serverPath: string;
  readonly modelPath: string;
  /** Where to find a port that is free; the tests give one that is not. */
  readonly findPort?: () => Promise<number>;
}

/** A running whisper-server with its model loaded. Disposing ends it. */
export interface WhisperServer extends AsyncDisposable {
  /** Where the transcription API begins; its random path keeps other programs and pages out. */
  readonly baseUrl: string;
  readonly pid: number;
  readonly hasEnded: boolean;
  /** Ends it if it still runs, and says what went wrong with it. */
  explain(): Promise<TraxError>;
}

/** Launches in all, before a port that is taken again and again is given up on. */
const launches = 5;
/** Milliseconds between looks at whether the model is loaded: at first, and at most. */
const [firstLook, longestLook] = [15, 250];
/** Milliseconds for an answer; another program that has the port may accept and say nothing. */
const longestAnswer = 2_000;
/** Milliseconds between a connection that breaks and the end of the process that held it. */
const dyingTime = 1_000;
const linesKept = 60;
const description = 'whisper-server';

/**
 * Starts whisper-server on a loopback port with the model loaded.
 * Throws ENGINE_MISSING, ENGINE_CRASHED, ENGINE_OUT_OF_MEMORY, MODEL_DAMAGED, or the signal's reason.
 */
export async function startWhisperServer(options: WhisperServerOptions): Promise<WhisperServer> {
  for (let launch = 1; ; launch++) {
    options.signal.throwIfAborted();
    const server = await launchServer(options, await (options.findPort ?? findFreePort)());
    try {
      await server.loaded(options.signal);
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      options.signal.throwIfAborted();
      if (!server.lostItsPort || launch === launches) throw error;
    }
  }
}

interface LaunchedServer extends WhisperServer {
  readonly lostItsPort: boolean;
  /** Resolves when it answers; throws when it ends before. */
  loaded(signal: AbortSignal): Promise<void>;
}

async function launchServer(options: WhisperServerOptions, port: number): Promise<LaunchedServer> {
  const secret = randomBytes(16).toString('hex');
  const [model, killsBefore] = await Promise.all([placeModel(options.modelPath), oomKills()]);
  const child = spawn(
    options.serverPath,
    serverArguments({ model: model.argument, threads: options.threads, port, secret }),
    { cwd: model.folder, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true, env: serverEnvironment() },
  );
  const log = keepLines(child.stderr);
  const ended = endOf(child).finally(() => model[Symbol.asyncDispose]());
  const pid = await started(child);
  watchOver(pid, ended, options.onProcess);
  const end = new AbortController();
  void ended.then(() => end.abort());

  let isLoaded = false;
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<Said> => {
    if (!hasEnded()) child.kill('SIGKILL');
    return ended;
  };
  const explain = async (): Promise<TraxError> => {
    const own = await Promise.race([ended, sleep(dyingTime, null)]);
    if (own === null) await stop();
    const ending = own ?? say('reason.noAnswer');
    const wasStarved = ending.with.signal === 'SIGKILL' && (await oomKills()) > killsBefore;
    if (wasStarved) log.push('out of memory: the system has ended it');
    return explainEnd(ending, log, options.modelPath, isLoaded ? 'running' : 'loading');
  };
  const address = `http://127.0.0.1:${port}/${secret}`;

  return {
    baseUrl: `${address}/v1`,
    pid,
    explain,
    get hasEnded() {
      return hasEnded();
    },
    get lostItsPort() {
      return isPortTaken(log);
    },
    async loaded(signal) {
      for (let wait = firstLook; !isLoaded; wait = Math.min(longestLook, wait * 1.3)) {
        if (hasEnded()) throw await explain();
        const patience = AbortSignal.any([signal, end.signal, AbortSignal.timeout(longestAnswer)]);
        isLoaded = await answersHealth(`${address}/health`, patience);
        signal.throwIfAborted();
        if (!isLoaded) await sleep(wait, undefined, { signal });
      }
      await model[Symbol.asyncDispose]();
    },
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

function serverArguments(of: { model: string; threads: number; port: number; secret: string }): string[] {
  return [
    ...['--model', of.model, '--threads', String(of.threads)],
    ...['--host', '127.0.0.1', '--port', String(of.port), '--request-path', `/${of.secret}`],
    ...['--inference-path', '/v1/audio/transcriptions'],
    // It would hand out files of a folder of this name below where it runs; there is none.
    ...['--public', of.secret],
  ];
}

/**
 * Without the backtrace that ggml makes of a failure by starting a debugger. Threads that wait for each other sleep
 * (OpenMP's `passive`): by default they spin, which on a busy computer takes the processor from the very thread that is
 * waited for. Measured on two busy cores, that cost four times the processor and the wall-clock time.
 */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { OMP_WAIT_POLICY: 'passive', ...process.env, GGML_NO_BACKTRACE: '1' };
}

function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid ?? 0));
    child.once('error', (cause) =>
      reject(new TraxError('ENGINE_MISSING', { engine: 'whisper.cpp' }, { cause })),
    );
  });
}

/** Settles when the process is gone and its last words are read: "signal SIGKILL", "exit status 3". */
function endOf(child: ChildProcess): Promise<Said> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve(endOfProcess(code, signal)));
  });
}

function watchOver(pid: number, ended: Promise<Said>, onProcess: EngineSurroundings['onProcess']): void {
  onProcess(pid, description);
  const callOff = guardAgainstOrphan(pid);
  void ended.then(() => {
    callOff();
    onProcess(null, description);
  });
}

/** The last lines of a stream, kept up to date. */
function keepLines(stream: Readable): string[] {
  const lines: string[] = [];
  createInterface({ input: stream }).on('line', (line) => {
    lines.push(line);
    if (lines.length > linesKept) lines.shift();
  });
  return lines;
}

async function answersHealth(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await bufferedFetch(url, { signal })).ok;
  } catch {
    return false;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
