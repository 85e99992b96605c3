import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { TraxError } from '../../../shared/errors.ts';
import { guardAgainstOrphan } from '../orphanGuard.ts';

/** ffmpeg, its sound on stdout. */
export type FfmpegProcess = ChildProcessByStdio<null, Readable, Readable>;

/** What is kept of the end of stderr, in characters. */
const longestReport = 16_000;

/** ffmpeg's arguments for reading a file, whatever its name looks like; only files are opened, never the network. */
export function inputArguments(path: string): string[] {
  return ['-protocol_whitelist', 'file,pipe', '-i', `file:${resolve(path)}`];
}

/** How ffmpeg ended. */
export interface FfmpegEnd {
  readonly status: number | null;
  /** The end of what it wrote to stderr. */
  readonly report: string;
}

/** A running ffmpeg: its output, and how it ends. */
export interface RunningFfmpeg extends AsyncDisposable {
  readonly process: FfmpegProcess;
  /** Throws FFMPEG_MISSING when it could not be started. */
  readonly ended: Promise<FfmpegEnd>;
}

/** Starts ffmpeg; aborting the signal or disposing kills it. */
export function startFfmpeg(
  ffmpegPath: string,
  options: readonly string[],
  signal: AbortSignal,
): RunningFfmpeg {
  signal.throwIfAborted();
  const child = spawn(ffmpegPath, ['-hide_banner', '-nostdin', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const callOffGuard = child.pid === undefined ? () => {} : guardAgainstOrphan(child.pid);
  let report = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    report = (report + text).slice(-longestReport);
  });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  const ended = new Promise<FfmpegEnd>((resolveEnd, reject) => {
    child.once('error', (cause) => reject(new TraxError('FFMPEG_MISSING', { path: ffmpegPath }, { cause })));
    child.once('close', (status) => resolveEnd({ status, report }));
  }).finally(() => {
    signal.removeEventListener('abort', kill);
    callOffGuard();
  });
  ended.catch(() => undefined);
  return {
    process: child,
    ended,
    [Symbol.asyncDispose]: async () => {
      kill();
      await ended.catch(() => undefined);
    },
  };
}

/** Runs ffmpeg to its end, its output thrown away. */
export async function runFfmpeg(
  ffmpegPath: string,
  options: readonly string[],
  signal: AbortSignal,
): Promise<FfmpegEnd> {
  await using ffmpeg = startFfmpeg(ffmpegPath, options, signal);
  ffmpeg.process.stdout.resume();
  const end = await ffmpeg.ended;
  signal.throwIfAborted();
  return end;
}

/** The sizes of an existing, readable, non-empty file. Throws FILE_NOT_FOUND, FILE_NOT_READABLE, FILE_EMPTY or MEDIA_UNREADABLE. */
export async function checkFile(path: string): Promise<{ size: number; mtimeMs: number }> {
  const fail = (cause: NodeJS.ErrnoException) => {
    throw new TraxError(fileErrorCode(cause), { path }, { cause });
  };
  const found = await stat(path).catch(fail);
  if (!found.isFile()) throw new TraxError('MEDIA_UNREADABLE', { path });
  if (found.size === 0) throw new TraxError('FILE_EMPTY', { path });
  await access(path, constants.R_OK).catch(fail);
  return { size: found.size, mtimeMs: found.mtimeMs };
}

/** Which failure a file system error stands for. */
export function fileErrorCode(error: NodeJS.ErrnoException): 'FILE_NOT_READABLE' | 'FILE_NOT_FOUND' {
  return error.code === 'EACCES' || error.code === 'EPERM' ? 'FILE_NOT_READABLE' : 'FILE_NOT_FOUND';
}
