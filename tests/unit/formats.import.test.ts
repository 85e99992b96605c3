import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../electron/core/imports/decodeText.ts';
import { textPrinters } from '../../shared/formats/formats.ts';
import { isTranscriptName, parseTranscript } from '../../shared/formats/parseTranscript.ts';
import { parseTxt } from '../../shared/formats/parseTxt.ts';
import { withSpeakerNames } from '../../shared/formats/speakerNames.ts';
import { defaultOptions, documentOf, segment, segmentsArbitrary } from '../support/documents.ts';

const bare = (texts: readonly { text: string }[]) =>
  texts
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s/g, '');
const passages = (text: string) => parseTranscript(text).passages;

describe('a transcript from elsewhere', () => {
  it('is known by what it holds, not by its name', () => {
    expect(passages('WEBVTT\n\n00:01.000 --> 00:02.000\nHi')[0]).toMatchObject({ start: 1, text: 'Hi' });
    expect(passages('1\n00:00:01,000 --> 00:00:02,000\nHi')[0]).toMatchObject({ start: 1, text: 'Hi' });
    expect(passages('{"no": 1}\n00:00:01,000 --> 00:00:02,000\nHi')[0]?.text).toBe('Hi');
    expect(passages(textPrinters.json(documentOf([segment(1, 2, 'Hi')]), defaultOptions))[0]?.text).toBe(
      'Hi',
    );
    expect(passages('Hi')).toEqual([{ start: null, end: null, text: 'Hi', speaker: null }]);
    expect(
      parseTranscript('WEBVTT\nKind: captions\nLanguage: de\n\n00:01.000 --> 00:02.000\nHi').language,
    ).toBe('de');
    expect(['a.SRT', 'b.vtt', 'c.d.txt', 'e.json'].every(isTranscriptName)).toBe(true);
    expect(['a.mp3', 'srt', 'a.srt/b', ''].some(isTranscriptName)).toBe(false);
  });

  it('is refused with a reason where it says nothing', () => {
    for (const nothing of ['', '\ufeff \n', 'WEBVTT\n\n', '{"format":"other"}']) {
      expect(() => parseTranscript(nothing)).toThrow(/no text|format/);
    }
  });

  it('is read or refused, and never breaks anything, whatever it is', () => {
    const almost = fc
      .array(
        fc.constantFrom(
          'WEBVTT',
          '1',
          '00:00:01,0 --> 00:00:0',
          '-->',
          '00:99 --> 1:2:3.4',
          '\n',
          '\r\n',
          '{',
          '<v ',
          'Anna: ',
          '\u0000',
          '\ud800',
          'é',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(almost, fc.string({ unit: 'binary', maxLength: 200 })), (garbage) => {
        try {
          for (const { start, end, text } of passages(garbage)) {
            expect(text.trim()).not.toBe('');
            if (start !== null && end !== null) expect(end).toBeGreaterThanOrEqual(start);
          }
        } catch (error) {
          expect(error).toMatchObject({ code: 'INVALID_INPUT' });
        }
      }),
    );
  });

  it('gives every word back that was exported, in each format that can be taken in', () => {
    fc.assert(
      fc.property(segmentsArbitrary, (segments) => {
        fc.pre(segments.length > 0);
        const document = documentOf(segments.map((one) => ({ ...one, speaker: null })));
        for (const format of ['srt', 'vtt', 'txt', 'json'] as const) {
          expect(bare(passages(textPrinters[format](document, defaultOptions)))).toBe(bare(segments));
        }
      }),
    );
  });

  it('brings its speakers along', () => {
    const segments = ['Anna', 'Ben Miller', 'Anna', 'Ben Miller'].map((speaker, index) =>
      segment(index * 4, index * 4 + 3, `This is turn ${index}.`, { speaker }),
    );
    for (const format of ['srt', 'vtt', 'txt', 'json'] as const) {
      const read = passages(textPrinters[format](documentOf(segments), defaultOptions));
      expect(read.map(({ speaker }) => speaker)).toEqual(segments.map(({ speaker }) => speaker));
      expect(bare(read)).toBe(bare(segments));
    }
  });

  it('takes lines that roll up for said once', () => {
    const rolled =
      'WEBVTT\n\n00:00.000 --> 00:02.000\nfirst line\n\n00:02.000 --> 00:02.010\nfirst line\n\n00:02.010 --> 00:04.000\nfirst line\nsecond line\n\n00:09.000 --> 00:10.000\nsecond line';
    expect(passages(rolled).map(({ text }) => text)).toEqual(['first line', 'second line', 'second line']);
  });
});

describe('plain text', () => {
  it('has times where every paragraph begins with one', () => {
    const text =
      '[00:00:01] Anna: Hello.\r\n\r\n(1:05) Ben: Hello Anna.\r\nAnd you?\r\n\r\n00:01:10.500 - Anna: Fine.';
    expect(parseTxt(text)).toEqual([
      { start: 1, end: 65, speaker: 'Anna', text: 'Hello.' },
      { start: 65, end: 70.5, speaker: 'Ben', text: 'Hello Anna. And you?' },
      { start: 70.5, end: null, speaker: 'Anna', text: 'Fine.' },
    ]);
  });

  it('has none where they run backwards or are missing somewhere', () => {
    for (const text of ['[0:09] one\n[0:02] two', '[0:09] one\ntwo']) {
      expect(parseTxt(text).every(({ start }) => start === null)).toBe(true);
    }
  });

  it('takes a colon in a sentence for no name', () => {
    const said = ['He had one wish: peace.', 'It was ten: too late.', 'Nobody came.', 'He left.'];
    expect(withSpeakerNames(said.map((text) => ({ text, speaker: null }))).map(({ text }) => text)).toEqual(
      said,
    );
  });
});

describe('the letters of a file', () => {
  const said = '1\r\n00:00:01,000 --> 00:00:02,000\r\nGrüße, Łódź — «да»\r\n';
  it.each([
    ['UTF-8', Buffer.from(said)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${said}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${said}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(said, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${said}`, 'utf16le').swap16()],
  ])('are read as %s', (_, bytes) => {
    expect(decodeText(bytes).replace(/^\ufeff/, '')).toBe(said);
  });

  it('are read in code pages of before Unicode', () => {
    const russian = Buffer.from(
      'cff0e8e2e5f2212020dd f2ee20e1fbebee20f5eef0eef8ee2e'.replaceAll(' ', ''),
      'hex',
    );
    expect(decodeText(russian)).toContain('это было хорошо'.slice(1));
    expect(decodeText(Buffer.from('Gr\xfc\xdfe und sch\xf6nes Wetter, sagte er', 'latin1'))).toBe(
      'Grüße und schönes Wetter, sagte er',
    );
  });

  it('never break anything', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decodeText(bytes)));
  });
});
