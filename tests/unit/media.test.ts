import { describe, expect, it } from 'vitest';
import { parseRange } from '../../electron/core/media/range.ts';
import { formatBytes } from '../../shared/formats/bytes.ts';

describe('a byte range', () => {
  const table: [header: string | null, size: number, expected: ReturnType<typeof parseRange>][] = [
    [null, 100, null],
    ['bytes=0-', 100, { start: 0, end: 99 }],
    ['bytes=10-19', 100, { start: 10, end: 19 }],
    ['bytes=90-1000', 100, { start: 90, end: 99 }],
    ['bytes=-10', 100, { start: 90, end: 99 }],
    ['bytes=-1000', 100, { start: 0, end: 99 }],
    ['bytes=100-', 100, 'unsatisfiable'],
    ['bytes=-0', 100, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=20-10', 100, null],
    ['bytes=0-1,5-6', 100, null],
    ['bytes=-', 100, null],
    ['lines=1-2', 100, null],
  ];
  it.each(table)('%s of %d bytes is %o', (header, size, expected) => {
    expect(parseRange(header, size)).toEqual(expected);
  });
});

describe('a size for people', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [5_704_768, '5.7 MB'],
    [574_041_195, '574 MB'],
    [3_095_033_483, '3.1 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
