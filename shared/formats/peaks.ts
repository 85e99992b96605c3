/**
 * The waveform peaks of a recording as a file, little-endian:
 *
 * | bytes | what |
 * |---|---|
 * | 0-3 | `TRXP` |
 * | 4-5 | version, 1 |
 * | 6-7 | peaks in a second |
 * | 8- | for each peak its lowest and its highest sample, int8 each, -127..127 for -1..1 |
 *
 * A reader MUST refuse another magic or version; the last peak MAY stand for less than its time.
 */
export const peaksPerSecond = 50;

const magic = [0x54, 0x52, 0x58, 0x50];
const version = 1;
const headerLength = 8;

/** A recording's waveform. */
export interface Peaks {
  readonly peaksPerSecond: number;
  /** Lowest and highest sample of each peak in turn, -127..127. */
  readonly values: Int8Array;
}

/** The first bytes of a peaks file. */
export function peaksHeader(): Uint8Array {
  const bytes = new Uint8Array(headerLength);
  bytes.set(magic);
  const view = new DataView(bytes.buffer);
  view.setUint16(4, version, true);
  view.setUint16(6, peaksPerSecond, true);
  return bytes;
}

/** A sample of -1..1 as it is stored. */
export function quantizePeak(sample: number): number {
  return Math.round(Math.min(1, Math.max(-1, sample)) * 127);
}

/** Reads a peaks file; null when it is none, or of a later version. */
export function parsePeaks(bytes: Uint8Array): Peaks | null {
  if (bytes.length < headerLength || magic.some((byte, index) => bytes[index] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(4, true) !== version) return null;
  const pairs = Math.floor((bytes.length - headerLength) / 2);
  return {
    peaksPerSecond: view.getUint16(6, true),
    values: new Int8Array(bytes.buffer, bytes.byteOffset + headerLength, pairs * 2),
  };
}
