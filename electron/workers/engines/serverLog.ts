import { basename } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { inEnglish, quoted, type Said } from '../../../shared/sentences.ts';

const outOfMemory =
  /insufficient memory|bad_alloc|failed to allocate|out of memory|OutOf(Device|Host)Memory|cannot allocate memory/i;
const badModel =
  /invalid model data|bad magic|failed to load model|failed to initialize whisper context|unknown tensor|in model file/i;
const portTaken = /couldn't bind to server socket/;

/** Whether whisper-server ended because another process took its port first. */
export function isPortTaken(log: readonly string[]): boolean {
  return log.some((line) => portTaken.test(line));
}

/**
 * Why whisper-server ended, from its last lines and from how it ended (exit status 3). An assertion that fails while
 * the model is loaded is the model's fault, later it is a crash.
 */
export function explainEnd(
  ending: Said,
  log: readonly string[],
  modelPath: string,
  moment: 'loading' | 'running',
): TraxError {
  const model = basename(modelPath);
  const cause = new Error(`whisper-server: ${inEnglish(ending)}\n${log.join('\n')}`);
  const lineLike = (pattern: RegExp): string | undefined => log.find((line) => pattern.test(line));
  if (lineLike(outOfMemory)) return new TraxError('ENGINE_OUT_OF_MEMORY', { model }, { cause });
  const failed = moment === 'loading' ? (lineLike(badModel) ?? lineLike(/GGML_ASSERT/)) : undefined;
  if (failed) {
    return new TraxError(
      'MODEL_DAMAGED',
      { model, reason: quoted(failed.replace(/^\S+: /, '').trim()) },
      { cause },
    );
  }
  return new TraxError('ENGINE_CRASHED', { reason: ending }, { cause });
}
