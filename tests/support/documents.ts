import fc from 'fast-check';
import { type ExportOptions, exportOptionsSchema } from '../../shared/contract/exports.ts';
import type { DocumentSegment, TranscriptDocument } from '../../shared/transcript/document.ts';

/** A segment of a document: what is left out is of no interest to the test. */
export function segment(
  start: number,
  end: number,
  text: string,
  more: Partial<DocumentSegment> = {},
): DocumentSegment {
  return {
    start,
    end,
    text,
    words: [],
    speaker: null,
    confidence: 0.9,
    confidenceIsEstimated: false,
    language: 'en',
    flags: [],
    ...more,
  };
}

/** A document around some segments. */
export function documentOf(segments: DocumentSegment[], title = 'Talk'): TranscriptDocument {
  return {
    title,
    duration: segments.at(-1)?.end ?? 0,
    language: 'en',
    isTranslation: false,
    engine: 'whisper.cpp',
    model: 'trax-test.en',
    createdAt: '2026-11-23T10:00:00.000Z',
    segments,
    coverage: [{ start: 0, end: segments.at(-1)?.end ?? 0, kind: 'text' }],
    notes: [],
    warnings: [],
  };
}

export const defaultOptions: ExportOptions = exportOptionsSchema.parse({});

const latin = fc.stringMatching(/^[a-zA-Zéüß'-]{1,14}[.,!?;]?$/);
const ideographs = fc.stringMatching(/^[一-龥ぁ-んァ-ン]{1,6}[。、]?$/);
const word = fc.oneof({ weight: 8, arbitrary: latin }, { weight: 1, arbitrary: ideographs });
const speaker = fc.constantFrom(null, null, 'Anna', 'Ben Miller', 'A & B <c>');

/** Segments in order as an engine gives them, now and then with words of hardly any length and long pauses. */
export const segmentsArbitrary = fc
  .array(
    fc.tuple(
      speaker,
      fc.array(fc.tuple(word, fc.double({ min: 0.02, max: 1.2, noNaN: true })), {
        minLength: 1,
        maxLength: 25,
      }),
      fc.double({ min: 0, max: 4, noNaN: true }),
      fc.boolean(),
    ),
    { maxLength: 12 },
  )
  .map((drafts) => {
    let at = 0;
    return drafts.map(([who, words, pause, hasWords]) => {
      at += pause;
      const start = at;
      const timed = words.map(([text, length]) => {
        const from = at;
        at += length;
        return { text, start: from, end: at, confidence: 0.8 };
      });
      const text = words.map(([part]) => part).join(' ');
      return segment(start, at, text, { speaker: who, words: hasWords ? timed : [] });
    });
  });

/** Layouts from narrow and hurried to wide and calm. */
export const layoutArbitrary = fc.record({
  lineLength: fc.integer({ min: 16, max: 60 }),
  lines: fc.integer({ min: 1, max: 4 }),
  minimumDuration: fc.double({ min: 0, max: 2, noNaN: true }),
  maximumDuration: fc.double({ min: 2, max: 10, noNaN: true }),
  gap: fc.double({ min: 0, max: 0.5, noNaN: true }),
  closePausesUnder: fc.constantFrom(0, 0.5, 1),
  charactersPerSecond: fc.integer({ min: 8, max: 40 }),
});
