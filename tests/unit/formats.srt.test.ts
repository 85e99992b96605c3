import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSrt, printSrt } from '../../shared/formats/srt.ts';
import { layOutSubtitles, textOfLines } from '../../shared/formats/subtitles.ts';
import { defaultOptions, documentOf, segment, segmentsArbitrary } from '../support/documents.ts';

describe('SRT', () => {
  it('is numbered from one, with commas in its times and blank lines between', () => {
    const document = documentOf([
      segment(0.5, 2.479, 'Alice works.'),
      segment(3661.2, 3663.0004, 'Bob too.'),
    ]);
    expect(printSrt(document, defaultOptions)).toBe(
      '1\n00:00:00,500 --> 00:00:02,479\nAlice works.\n\n2\n01:01:01,200 --> 01:01:03,000\nBob too.\n',
    );
  });

  it('carries a rounded-up millisecond into the minute', () => {
    const document = documentOf([segment(59.9996, 62, 'Now.')]);
    expect(printSrt(document, defaultOptions)).toContain('00:01:00,000 --> 00:01:02,000');
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(segmentsArbitrary, (segments) => {
        const plain = segments.map((one) => ({ ...one, speaker: null }));
        const written = layOutSubtitles(plain, defaultOptions, { withNames: false });
        const read = parseSrt(printSrt(documentOf(plain), defaultOptions));
        expect(
          read.map(({ start, end, text }) => [Math.round(start * 1000), Math.round(end * 1000), text]),
        ).toEqual(written.map((subtitle) => [subtitle.start, subtitle.end, textOfLines(subtitle)]));
      }),
    );
  });

  it('is read with a byte order mark, Windows line ends, missing numbers, tags, short times and overlaps', () => {
    const text =
      '\ufeff00:01,5 --> 00:03,000\r\n<i>One</i>\r\n{\\an8}more\r\n\r\n7\r\n0:0:2.250 --> 0:0:4 X1:10\r\n42\r\n\r\n3\r\n00:00:00,000 --> 00:00:01,000\r\nFirst';
    expect(parseSrt(text)).toEqual([
      { start: 0, end: 1, text: 'First', speaker: null },
      { start: 1.5, end: 3, text: 'One\nmore', speaker: null },
      { start: 2.25, end: 4, text: '42', speaker: null },
    ]);
  });

  it('keeps a comparison that only looks like a tag', () => {
    expect(parseSrt('1\n00:00:00,000 --> 00:00:01,000\na < b > c')[0]?.text).toBe('a < b > c');
  });

  it('reads garbage as nothing rather than failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (garbage) => void parseSrt(garbage)),
    );
    expect(parseSrt('--> -->\n\n00:00 -->')).toEqual([]);
  });
});
