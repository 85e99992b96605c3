import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportOptionsSchema, violationSchema } from '../../shared/contract/exports.ts';
import { textPrinters } from '../../shared/formats/formats.ts';
import { presetNames, presetOf, presets } from '../../shared/formats/presets.ts';
import { layOutSubtitles } from '../../shared/formats/subtitles.ts';
import { findViolations } from '../../shared/formats/violations.ts';
import {
  defaultOptions,
  documentOf,
  layoutArbitrary,
  segment,
  segmentsArbitrary,
} from '../support/documents.ts';

const words = [
  { text: 'one', start: 1, end: 1.4, confidence: 1 },
  { text: '{two}', start: 1.4, end: 2, confidence: 1 },
];
const spoken = documentOf([segment(1, 2, 'one {two}', { words, speaker: 'Anna, B' })], 'A & B');

describe('ASS', () => {
  it('has its speakers in the field for names, and braces that stay braces', () => {
    const lines = textPrinters.ass(spoken, defaultOptions).split('\n');
    expect(lines[0]).toBe('[Script Info]');
    expect(lines.at(-2)).toBe(
      'Dialogue: 0,0:00:01.00,0:00:02.00,Default,Anna  B,0,0,0,,Anna, B: one \\{two\\}',
    );
  });

  it('times every word where that is asked for', () => {
    const options = { ...defaultOptions, wordTimes: true, speakers: false };
    expect(textPrinters.ass(spoken, options)).toContain(',,{\\k40}one {\\k60}\\{two\\}\n');
  });
});

describe('TTML', () => {
  it('is well-formed XML with agents and escaped text', () => {
    const text = textPrinters.ttml(spoken, { ...defaultOptions, wordTimes: true });
    expect(text).toContain('<ttm:title>A &amp; B</ttm:title>');
    expect(text).toContain('<ttm:name type="full">Anna, B</ttm:name>');
    expect(text).toContain('<p begin="00:00:01.000" end="00:00:02.000" ttm:agent="speaker1">');
    expect(text).toContain('<span begin="00:00:00.400">{two}</span></p>');
  });
});

describe('LRC', () => {
  it('gives one line at a time, with minutes beyond an hour, and words with their times', () => {
    const late = documentOf([segment(3601.5, 3603, 'one two', { speaker: 'Anna' })]);
    expect(textPrinters.lrc(late, defaultOptions)).toBe(
      '[ti:Talk]\n[length:60:03.00]\n[60:01.50]Anna: one two\n',
    );
    const timed = textPrinters.lrc(spoken, { ...defaultOptions, wordTimes: true, speakers: false });
    expect(timed).toContain('[00:01.00]<00:01.00> one<00:01.40> {two}\n');
  });
});

describe('subtitles for publishers', () => {
  it('have figures that can be chosen, and that are known by their preset', () => {
    for (const name of presetNames) {
      const options = exportOptionsSchema.parse(presets[name]);
      expect(presetOf(options)).toBe(name);
    }
    expect(presetOf({ ...presets.bbc, lines: 3 })).toBe(null);
    expect(presetOf(defaultOptions)).toBe('plain');
  });

  it('stay through pauses that are no pauses', () => {
    const segments = [segment(0, 2, 'This was said first.'), segment(2.6, 4, 'This came after.')];
    const narrow = { ...presets.bbc, lineLength: 22, lines: 1 };
    const [first] = layOutSubtitles(segments, narrow, { withNames: false });
    expect(first?.end).toBe(2600);
    expect(layOutSubtitles(segments, { ...narrow, closePausesUnder: 0 }, { withNames: false })[0]?.end).toBe(
      2000,
    );
  });

  it('break neither numbers nor what belongs to them', () => {
    const text = 'There were more than twenty places and 5 000 000 people';
    for (const lineLength of [36, 38, 40, 42, 44]) {
      const lines = textPrinters
        .srt(documentOf([segment(0, 6, text)]), { ...defaultOptions, lineLength })
        .split('\n');
      expect(lines.some((line) => line.includes('5 000 000'))).toBe(true);
    }
  });

  it('are told where they do not keep to the figures, with the second', () => {
    const fast = [
      segment(10, 10.4, 'Nobody reads this much text in no time at all', { speaker: 'Anna' }),
      segment(10.4, 11, 'Really.', { speaker: 'Ben' }),
    ];
    const subtitles = layOutSubtitles(fast, presets.plain, { withNames: false });
    const found = findViolations(subtitles, presets.plain);
    expect(found.find(({ kind }) => kind === 'tooFast')).toMatchObject({ at: 10 });
    expect(found.every((violation) => violationSchema.safeParse(violation).success)).toBe(true);
  });

  it('are told apart: what the layout always holds is never a violation', () => {
    fc.assert(
      fc.property(segmentsArbitrary, layoutArbitrary, (segments, options) => {
        const subtitles = layOutSubtitles(segments, options, { withNames: false });
        const kinds = new Set(findViolations(subtitles, options).map(({ kind }) => kind));
        for (const never of ['lines', 'tooLong', 'gap'] as const) expect(kinds).not.toContain(never);
      }),
    );
  });
});
