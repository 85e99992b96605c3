/**
 * Names of journal segments: 8 hexadecimal digits each for the timeline, and for the place in the journal
 * (PostgreSQL, src/include/access/xlog_internal.h).
 */

/** The highest byte position that the last eight digits of a name can count. */
const span = 0x1_0000_0000;

export interface Segment {
  readonly timeline: number;
  /** Counts whole segments from the beginning of the journal. */
  readonly number: number;
}

/** The segment of a name, or null when it is none. */
export function parseSegment(name: string, segmentSize: number): Segment | null {
  const match = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/.exec(name);
  if (!match) return null;
  const [timeline = 0, high = 0, low = 0] = match.slice(1).map((digits) => Number.parseInt(digits, 16));
  return { timeline, number: high * (span / segmentSize) + low };
}

export function segmentName({ timeline, number }: Segment, segmentSize: number): string {
  const perSpan = span / segmentSize;
  return [timeline, Math.floor(number / perSpan), number % perSpan]
    .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('');
}

/** The byte position in the journal that PostgreSQL writes as `0/1A2B3C`. */
export function parsePosition(text: string): number {
  const [high = '0', low = '0'] = text.split('/');
  return Number.parseInt(high, 16) * span + Number.parseInt(low, 16);
}

/** The names from the first to the last segment. */
export function segmentsBetween(first: string, last: string, segmentSize: number): string[] {
  const from = parseSegment(first, segmentSize);
  const to = parseSegment(last, segmentSize);
  if (!from || !to || from.timeline !== to.timeline) return [];
  return Array.from({ length: Math.max(0, to.number - from.number + 1) }, (_, index) =>
    segmentName({ timeline: from.timeline, number: from.number + index }, segmentSize),
  );
}

/** Bytes of a segment's first page that say which segment it is. */
export const headerSize = 16;

/** Whether the beginning of a file is that of the segment: a recycled file has the name of one that is to come. */
export function beginsSegment(header: Buffer, { timeline, number }: Segment, segmentSize: number): boolean {
  if (header.length < headerSize) return false;
  // Little-endian on every platform that Trax runs on: magic and flags (4 bytes), timeline, position.
  return header.readUInt32LE(4) === timeline && Number(header.readBigUInt64LE(8)) === number * segmentSize;
}
