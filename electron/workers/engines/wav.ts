import { sampleRate } from './recognizer.ts';

const headerBytes = 44;
const bytesPerSample = 2;

/** How many samples fit into a WAV file of so many bytes; at least one second of them. */
export function samplesWithin(bytes: number): number {
  return Math.max(sampleRate, Math.floor((bytes - headerBytes) / bytesPerSample));
}

/** The samples (mono, 16 kHz, -1..1; louder ones are clipped) as a 16-bit WAV file. */
export function encodeWav(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const dataBytes = samples.length * bytesPerSample;
  const bytes = new Uint8Array(headerBytes + dataBytes);
  writeHeader(new DataView(bytes.buffer), dataBytes);
  writePcm(samples, new Int16Array(bytes.buffer, headerBytes));
  return bytes;
}

/** The samples (-1..1; louder ones are clipped) as 16-bit numbers. Every platform that Trax runs on is little-endian. */
export function encodePcm(samples: Float32Array): Int16Array<ArrayBuffer> {
  const pcm = new Int16Array(samples.length);
  writePcm(samples, pcm);
  return pcm;
}

function writePcm(samples: Float32Array, pcm: Int16Array): void {
  for (let index = 0; index < samples.length; index++) {
    const value = samples[index] ?? 0;
    pcm[index] = Math.round(Math.max(-1, Math.min(1, value)) * 32_767);
  }
}

/** RIFF WAVE, format 1 (PCM), one channel. */
function writeHeader(view: DataView, dataBytes: number): void {
  writeText(view, 0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + dataBytes, true);
  writeText(view, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, bytesPerSample * 8, true);
  writeText(view, 36, 'data');
  view.setUint32(40, dataBytes, true);
}

function writeText(view: DataView, offset: number, text: string): void {
  for (let index = 0; index < text.length; index++) view.setUint8(offset + index, text.charCodeAt(index));
}
