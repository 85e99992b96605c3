import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHints, printHints } from '../../shared/hints.ts';

describe('names and terms in one line', () => {
  it('are parted by commas, semicolons and line breaks of any script, each once and without blanks around', () => {
    expect(parseHints(' Ada  Lovelace, ffmpeg;\nffmpeg、東京，,')).toEqual([
      'Ada Lovelace',
      'ffmpeg',
      '東京',
    ]);
    expect(parseHints(' , ')).toEqual([]);
  });

  it('are the same when they are read again as they are written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const hints = parseHints(text);
        expect(parseHints(printHints(hints))).toEqual(hints);
      }),
    );
  });
});
