import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutSubtitles, textOfLines } from '../../shared/formats/subtitles.ts';
import { parseVtt, printVtt } from '../../shared/formats/vtt.ts';
import { defaultOptions, documentOf, segment, segmentsArbitrary } from '../support/documents.ts';

describe('WebVTT', () => {
  it('gives speakers as voices and escapes what would be read as a tag', () => {
    const document = documentOf([segment(0, 2, 'if a<b & c', { speaker: 'Anna' })]);
    expect(printVtt(document, defaultOptions)).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Anna>if a&lt;b &amp; c\n',
    );
    expect(printVtt(document, { ...defaultOptions, speakers: false })).not.toContain('<v');
  });

  it('is read back as it was written, speakers too, with and without word times', () => {
    fc.assert(
      fc.property(segmentsArbitrary, fc.boolean(), (segments, wordTimes) => {
        const written = layOutSubtitles(segments, defaultOptions, { withNames: false });
        const read = parseVtt(printVtt(documentOf(segments), { ...defaultOptions, wordTimes }));
        expect(
          read.map((cue) => [
            Math.round(cue.start * 1000),
            Math.round(cue.end * 1000),
            cue.text,
            cue.speaker,
          ]),
        ).toEqual(
          written.map((subtitle) => [subtitle.start, subtitle.end, textOfLines(subtitle), subtitle.speaker]),
        );
      }),
    );
  });

  it('puts a time before every word but the first where that is asked for', () => {
    const words = [
      { text: 'one', start: 1, end: 1.4, confidence: 1 },
      { text: 'two', start: 1.4, end: 2, confidence: 1 },
    ];
    const document = documentOf([segment(1, 2, 'one two', { words })]);
    expect(printVtt(document, { ...defaultOptions, wordTimes: true })).toContain('one <00:00:01.400>two');
  });

  it('is a valid file when nothing was said', () => {
    expect(printVtt(documentOf([]), defaultOptions)).toBe('WEBVTT\n');
  });

  it('is read with notes, styles, identifiers, settings and hours left out', () => {
    const text =
      'WEBVTT - title\r\n\r\nNOTE no --> cue\r\n\r\nSTYLE\r\n::cue { }\r\n\r\nid\r\n00:01.000 --> 00:02.000 align:start\r\n<v.loud Ben &amp; Co>Hi&nbsp;<c.x>you</c></v>';
    expect(parseVtt(text)).toEqual([{ start: 1, end: 2, text: 'Hi you', speaker: 'Ben & Co' }]);
  });

  it('reads garbage as nothing rather than failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (garbage) => void parseVtt(garbage)),
    );
  });
});
