import type { Recording } from '../../../shared/contract/library.ts';
import type { Item } from '../../../shared/contract/queue.ts';
import type { Failure } from '../../../shared/errors.ts';
import { shortPath } from './destination.ts';
import { failureJson, failureText } from './failureText.ts';
import { jsonLine } from './jsonLine.ts';
import { progressLine } from './progressLine.ts';
import type { Terminal } from './terminal.ts';

/** Where a result has gone: a file, or the content itself for standard output. */
export type Result = { readonly path: string } | { readonly content: string | Uint8Array };

/** Tells how the recordings of one command are getting on. */
export interface Reporter {
  begun(recordings: readonly Recording[]): void;
  progress(recording: Recording, item: Item): void;
  done(recording: Recording, result: Result): Promise<void>;
  /** `path` is the file that could not be taken or transcribed. */
  failed(path: string, failure: Failure): Promise<void>;
  stopped(unfinished: readonly Recording[]): Promise<void>;
  finished(counts: { done: number; failed: number }): Promise<void>;
}

/** For people: what happens on standard error, and only a result on standard output. */
export function peopleReporter(terminal: Terminal): Reporter {
  const underway = new Map<string, { title: string; item: Item }>();
  let total = 0;
  let ended = 0;
  const redraw = () =>
    terminal.status(progressLine({ total, ended, underway: [...underway.values()] }, terminal.columns));
  const end = (recordingPath: string) => {
    ended += 1;
    underway.delete(recordingPath);
    terminal.status('');
  };

  return {
    begun(recordings) {
      total = recordings.length;
      for (const { path, title, item } of recordings) if (item) underway.set(path, { title, item });
      redraw();
    },
    progress({ path, title }, item) {
      underway.set(path, { title, item });
      redraw();
    },
    async done({ path }, result) {
      end(path);
      if ('content' in result) await terminal.out(result.content);
      else terminal.say(`${shortPath(path)} -> ${shortPath(result.path)}`);
      redraw();
    },
    async failed(path, failure) {
      if (underway.has(path)) end(path);
      terminal.say(failureText(failure, shortPath(path)));
      redraw();
    },
    async stopped(unfinished) {
      terminal.status('');
      const what = unfinished.length === 1 ? 'the recording' : `${unfinished.length} recordings`;
      terminal.say(`Stopped. What is done of ${what} is kept; the same command goes on from there.`);
    },
    async finished({ done, failed }) {
      terminal.status('');
      if (failed > 0 && done + failed > 1) terminal.say(`${done} done, ${failed} failed.`);
    },
  };
}

/** For programs: one JSON object a line on standard output. */
export function jsonReporter(terminal: Terminal): Reporter {
  const print = (value: Readonly<Record<string, unknown>>) => terminal.out(jsonLine(value));
  /** The last progress of each recording: what has not changed is not said again. */
  const said = new Map<string, string>();
  return {
    begun(recordings) {
      for (const { id, path } of recordings) void print({ type: 'added', recordingId: id, path });
    },
    progress({ id, path }, { state, stage, progress, secondsLeft, speed }) {
      const line = { type: 'progress', recordingId: id, path, state, stage, progress, secondsLeft, speed };
      if (said.get(id) === jsonLine(line)) return;
      said.set(id, jsonLine(line));
      void print(line);
    },
    done: ({ id, path, transcriptId }, result) =>
      print({
        type: 'done',
        recordingId: id,
        transcriptId,
        path,
        ...('path' in result ? { output: result.path } : inJson(result.content)),
      }),
    failed: (path, failure) => print({ type: 'failed', path, failure: failureJson(failure) }),
    stopped: (unfinished) =>
      print({ type: 'stopped', unfinished: unfinished.map(({ id, path }) => ({ recordingId: id, path })) }),
    finished: (counts) => print({ type: 'finished', ...counts }),
  };
}

/** What is no text is in Base64. */
function inJson(content: string | Uint8Array) {
  return typeof content === 'string'
    ? { text: content }
    : { base64: Buffer.from(content).toString('base64') };
}
