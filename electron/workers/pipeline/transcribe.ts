import type { TranscribeEvent, TranscribeJob } from '../../../shared/contract/worker.ts';
import { type Recognizer, sampleRate } from '../engines/recognizer.ts';
import { decode } from './decode.ts';
import { createPeaksFile } from './peaks.ts';
import { createSileroDetector } from './silero.ts';
import { createEnergyDetector } from './speech.ts';
import { createWindows } from './windows.ts';

type Events = AsyncGenerator<TranscribeEvent, void, undefined>;

/**
 * Transcribes one track of a recording: decodes it once from its beginning, writes its peaks, skips what is stored
 * already, and gives window after window as they are final. Ends with `finished`, or throws a TraxError.
 * Memory depends on the longest window, not on the recording.
 */
export async function* transcribe(
  job: TranscribeJob,
  loading: Promise<Recognizer>,
  signal: AbortSignal,
): Events {
  yield { type: 'stage', stage: 'loading' };
  await using peaks = await createPeaksFile(job.peaksPath);
  const detector = await (job.speechModelPath
    ? createSileroDetector(job.speechModelPath)
    : createEnergyDetector());
  const windows = createWindows(job, detector, signal);
  const skipped = Math.round(job.resumeAt * sampleRate);
  if (skipped > 0) yield { type: 'stage', stage: 'decoding' };
  let recognizer: Recognizer | null = null;

  async function* drain(isEnd: boolean): Events {
    if (!windows.hasSound) return;
    if (!recognizer) {
      recognizer = await loading;
      yield { type: 'stage', stage: 'recognizing' };
    }
    for await (const window of windows.finish(recognizer, isEnd)) yield { type: 'window', window };
  }

  await using blocks = decode(job, signal);
  let decoded = 0;
  let next = await blocks.next();
  for (; !next.done; next = await blocks.next()) {
    const block = next.value;
    await peaks.add(block);
    windows.add(block.subarray(Math.min(block.length, Math.max(0, skipped - decoded))));
    decoded += block.length;
    yield* drain(false);
  }
  yield* drain(true);
  await peaks.finish();
  yield { type: 'finished', duration: next.value.samples / sampleRate, isTruncated: next.value.isTruncated };
}
