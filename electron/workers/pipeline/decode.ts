import { stat } from 'node:fs/promises';
import { TraxError } from '../../../shared/errors.ts';
import { sampleRate } from '../engines/recognizer.ts';
import { checkFile, type FfmpegEnd, inputArguments, startFfmpeg } from './ffmpeg.ts';

const bytesPerSample = 4;

/** What to decode. */
export interface DecodeJob {
  readonly path: string;
  readonly ffmpegPath: string;
  readonly track: number;
  /** Seconds, as probed. */
  readonly duration: number | null;
}

/** How decoding ended. */
export interface DecodeEnd {
  /** Samples that were really there. */
  readonly samples: number;
  /** True when damage was met and the end of the recording may be missing. */
  readonly isTruncated: boolean;
}

/** ffmpeg's words for input that breaks off or is broken. */
const damage =
  /partial file|Invalid data found|Error while decoding|Error submitting packet|decode_frame\(\) failed|truncat|End of file|Packet corrupt/i;
/** ffmpeg's words for a drive that went away. */
const gone = /Input\/output error|No such device|Stale file handle|Host is down/i;

/**
 * The sound of one track as blocks of mono samples at 16 kHz, from its beginning; `async` and `first_pts` keep the
 * times of tracks that start late or have holes. ffmpeg waits while the reader works. Returns how it ended.
 * Throws FILE_NOT_FOUND, FILE_NOT_READABLE, FILE_EMPTY, FILE_VANISHED, MEDIA_UNREADABLE or FFMPEG_MISSING.
 */
export async function* decode(
  job: DecodeJob,
  signal: AbortSignal,
): AsyncGenerator<Float32Array, DecodeEnd, undefined> {
  await checkFile(job.path);
  await using ffmpeg = startFfmpeg(job.ffmpegPath, decodeArguments(job), signal);
  let samples = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of ffmpeg.process.stdout as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % bytesPerSample);
    rest = Buffer.from(bytes.subarray(whole));
    const block = toSamples(bytes.subarray(0, whole));
    samples += block.length;
    if (block.length > 0) yield block;
  }
  const end = await ffmpeg.ended;
  signal.throwIfAborted();
  return judgeEnd(job, end, samples);
}

function decodeArguments({ path, track }: DecodeJob): string[] {
  const sound = [
    '-map',
    `0:${track}`,
    '-af',
    'aresample=async=1:first_pts=0',
    '-ac',
    '1',
    '-ar',
    String(sampleRate),
  ];
  return ['-v', 'error', ...inputArguments(path), ...sound, '-f', 'f32le', '-'];
}

/** The bytes as samples; a copy only where they are not aligned to 4 bytes. */
function toSamples(bytes: Buffer): Float32Array {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset % bytesPerSample === 0) return new Float32Array(buffer, byteOffset, length / bytesPerSample);
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return new Float32Array(copy.buffer);
}

async function judgeEnd(job: DecodeJob, end: FfmpegEnd, samples: number): Promise<DecodeEnd> {
  const { path } = job;
  const isShort = job.duration !== null && samples / sampleRate < job.duration * 0.9 - 0.5;
  const isDamaged = end.status !== 0 || damage.test(end.report);
  if (isDamaged || isShort) {
    const isGone = gone.test(end.report) || !(await stat(path).catch(() => null));
    if (isGone) throw new TraxError('FILE_VANISHED', { path }, { cause: end.report.trim() });
  }
  if (samples === 0 && isDamaged)
    throw new TraxError('MEDIA_UNREADABLE', { path }, { cause: end.report.trim() });
  return { samples, isTruncated: isDamaged || isShort };
}
