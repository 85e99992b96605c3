import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { peaksHeader, peaksPerSecond, quantizePeak } from '../../../shared/formats/peaks.ts';
import { sampleRate } from '../engines/recognizer.ts';
import { writeFailure } from './writeFailure.ts';

const samplesPerPeak = sampleRate / peaksPerSecond;
/** Peaks are written when so many bytes are there: half a minute of sound or more. */
const bufferSize = 4096;

/** Writes waveform peaks as the samples pass by. */
export interface PeaksFile extends AsyncDisposable {
  add(block: Float32Array): Promise<void>;
  /** Puts the file in its place; without it, disposing leaves nothing behind. */
  finish(): Promise<void>;
}

/** Begins a peaks file beside `path`; it takes its name when it is finished. Throws DISK_FULL or FOLDER_NOT_WRITABLE. */
export async function createPeaksFile(path: string): Promise<PeaksFile> {
  const temporary = `${path}.${randomUUID()}.part`;
  const file = await openForWriting(temporary);
  const pending = new Int8Array(bufferSize);
  let used = 0;
  let low = 0;
  let high = 0;
  let counted = 0;
  let isOpen = true;

  async function flush(): Promise<void> {
    await writeWhole(file, new Uint8Array(pending.buffer, 0, used), temporary);
    used = 0;
  }
  function push(): void {
    pending[used++] = quantizePeak(low);
    pending[used++] = quantizePeak(high);
    low = 0;
    high = 0;
    counted = 0;
  }
  async function close(): Promise<void> {
    if (isOpen) await file.close();
    isOpen = false;
  }

  await writeWhole(file, peaksHeader(), temporary);
  return {
    async add(block) {
      for (let index = 0; index < block.length; index++) {
        const sample = block[index] as number;
        if (sample < low) low = sample;
        if (sample > high) high = sample;
        if (++counted < samplesPerPeak) continue;
        push();
        if (used === bufferSize) await flush();
      }
    },
    async finish() {
      if (counted > 0) push();
      await flush();
      await close();
      await rename(temporary, path);
    },
    async [Symbol.asyncDispose]() {
      await close();
      await rm(temporary, { force: true });
    },
  };
}

async function openForWriting(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, 'w');
  } catch (error) {
    throw writeFailure(error, path);
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array, path: string): Promise<void> {
  try {
    for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
  } catch (error) {
    throw writeFailure(error, path);
  }
}
