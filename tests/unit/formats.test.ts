import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraxError } from '../../shared/errors.ts';
import { exportFileName, numberedFileName } from '../../shared/formats/fileName.ts';
import { textPrinters } from '../../shared/formats/formats.ts';
import { jsonFormatSchema, parseJson, printJson } from '../../shared/formats/json.ts';
import { clockTime, parseTiming, toMilliseconds } from '../../shared/formats/time.ts';
import { defaultOptions, documentOf, segment, segmentsArbitrary } from '../support/documents.ts';

describe('plain text', () => {
  const segments = [
    segment(0, 2, 'Good morning.', { speaker: 'Anna' }),
    segment(2.1, 4, 'We begin.', { speaker: 'Anna' }),
    segment(4, 5, 'Yes.', { speaker: 'Ben' }),
    segment(75, 76, 'Still here.', { speaker: 'Ben' }),
  ];

  it('joins what one speaker says without a long pause, and names each turn once', () => {
    expect(textPrinters.txt(documentOf(segments), defaultOptions)).toBe(
      'Anna: Good morning. We begin.\n\nBen: Yes.\n\nStill here.\n',
    );
  });

  it('gives times and leaves speakers out when told so', () => {
    const options = { ...defaultOptions, timestamps: true, speakers: false };
    expect(textPrinters.txt(documentOf(segments), options)).toBe(
      '[00:00:00] Good morning. We begin.\n\n[00:00:04] Yes.\n\n[00:01:15] Still here.\n',
    );
  });

  it('joins scripts without spaces without spaces', () => {
    const japanese = [segment(0, 1, 'こんにちは。'), segment(1, 2, '元気ですか')];
    expect(textPrinters.txt(documentOf(japanese), defaultOptions)).toBe('こんにちは。元気ですか\n');
  });
});

describe('JSON', () => {
  it('is read back as it was written, to the millisecond', () => {
    fc.assert(
      fc.property(segmentsArbitrary, (segments) => {
        const written = printJson(documentOf(segments));
        expect(printJson(parseJson(written))).toBe(written);
      }),
    );
  });

  it('says what it is, holds the whole text, and leaves out what is not of the format', () => {
    const stored = { ...segment(0, 1.23456, 'One.'), id: 'row', position: 4 };
    const read = jsonFormatSchema
      .loose()
      .parse(JSON.parse(printJson(documentOf([stored, segment(2, 3, 'Two.')]))));
    expect(read).toMatchObject({ format: 'trax-transcript', version: 1, text: 'One. Two.' });
    expect(read.segments[0]).not.toHaveProperty('id');
    expect(read.segments[0]?.end).toBe(1.235);
  });

  it.each([
    ['not JSON', 'WEBVTT'],
    ['another document', '{}'],
    ['a later version', '{"format":"trax-transcript","version":2}'],
    ['a wrong type', printJson(documentOf([])).replace('"segments": []', '"segments": [{"start":"x"}]')],
  ])('refuses %s with the reason', (_, text) => {
    expect(() => parseJson(text)).toThrow(TraxError);
  });

  it('is read with a byte order mark', () => {
    expect(parseJson(`\ufeff${printJson(documentOf([]))}`).title).toBe('Talk');
  });
});

describe('times', () => {
  it.each([
    [59.9996, '00:01:00,000'],
    [3599.9995, '01:00:00,000'],
    [0.0004, '00:00:00,000'],
    [0.0005, '00:00:00,001'],
    [359_999.9994, '99:59:59,999'],
    [360_000, '100:00:00,000'],
  ])('%d seconds are %s', (seconds, printed) => {
    expect(clockTime(toMilliseconds(seconds), ',')).toBe(printed);
  });

  it('are read back to the millisecond', () => {
    fc.assert(
      fc.property(fc.nat(400_000_000), fc.nat(100_000), (start, length) => {
        const line = `${clockTime(start, '.')} --> ${clockTime(start + length, '.')}`;
        expect(parseTiming(line)).toEqual({ start: start / 1000, end: (start + length) / 1000 });
      }),
    );
  });

  it('never run backwards when they are read', () => {
    expect(parseTiming('00:00:05,000 --> 00:00:04,000')).toEqual({ start: 5, end: 5 });
  });
});

describe('the name of an export', () => {
  it.each([
    ['Talk', 'Talk.srt'],
    ['a/b\\c:d*e?"<f>|g', 'a-b-c-d-e-f-g.srt'],
    ['..hidden. ', 'hidden.srt'],
    ['CON', '_CON.srt'],
    ['nul.tar', '_nul.tar.srt'],
    ['', 'transcript.srt'],
    ['///', 'transcript.srt'],
    ['Cafe\u0301 \u202etxt', 'Café -txt.srt'],
    ['日本語 🎙️', '日本語 🎙️.srt'],
  ])('%j becomes %j', (title, name) => {
    expect(exportFileName(title, 'srt')).toBe(name);
  });

  it('is safe on every system, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
        const name = exportFileName(title, 'json');
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}. ][^<>:"/\\|?*\p{Cc}]*\.json$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });

  it('is numbered before its extension', () => {
    expect(numberedFileName('talk.v1.srt', 2)).toBe('talk.v1 (2).srt');
  });
});
