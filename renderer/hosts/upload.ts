import { fromFailure, TraxError, toFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences.ts';
import type { HandedOver, HandOverOptions } from '../host.ts';
import { failureIn, pathIn } from './uploadAnswer.ts';

/** Two at once keep the disk busy without making every bar crawl. */
const uploadsAtOnce = 2;

/** Uploads files, two at a time, and gives what became of each in the same order. Rejects only when aborted. */
export async function uploadAll(
  files: readonly File[],
  { onProgress, signal }: HandOverOptions,
): Promise<HandedOver[]> {
  const results: HandedOver[] = [];
  const waiting = files.entries();
  const work = async () => {
    for (const [index, file] of waiting) {
      signal.throwIfAborted();
      results[index] = await handOver(file, (fraction) => onProgress(index, fraction), signal);
    }
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, work));
  return results;
}

async function handOver(
  file: File,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<HandedOver> {
  try {
    return { file, path: await upload(file, onProgress, signal) };
  } catch (error) {
    signal.throwIfAborted();
    return { file, failure: toFailure(error) };
  }
}

/** Streams one file to the server and gives the path where it lies now. */
function upload(file: File, onProgress: (fraction: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.open('PUT', `/upload?name=${encodeURIComponent(file.name)}`);
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status === 200 || request.status === 201) {
        resolve(pathIn(request.responseText));
      } else {
        reject(fromFailure(failureIn(request.responseText, file.name, request.status)));
      }
    };
    // The browser does not tell a server that went away from a file that can no longer be read.
    request.onerror = () =>
      reject(new TraxError('UPLOAD_FAILED', { name: file.name, reason: say('reason.uploadBrokeOff') }));
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.send(file);
  });
}
