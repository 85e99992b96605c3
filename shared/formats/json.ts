import { z } from 'zod';
import { TraxError } from '../errors.ts';
import { quoted, say } from '../sentences.ts';
import { type TranscriptDocument, transcriptDocumentSchema } from '../transcript/document.ts';
import { joinTexts } from '../transcript/script.ts';

/**
 * Trax's own format: everything that is known of a transcript. Times are seconds with three decimals, confidence is 0..1.
 * Readers must refuse a `version` that they do not know and ignore fields that they do not know;
 * a field that changes its meaning raises the version. `text` is the whole text, for readers that want nothing else.
 */
export const jsonFormatSchema = z.object({
  format: z.literal('trax-transcript'),
  version: z.literal(1),
  text: z.string().default(''),
  ...transcriptDocumentSchema.shape,
});

/** The transcript as JSON, indented by two spaces. */
export function printJson(document: TranscriptDocument): string {
  const { segments, coverage, warnings, ...head } = document;
  const whole: z.input<typeof jsonFormatSchema> = {
    format: 'trax-transcript',
    version: 1,
    ...head,
    text: joinTexts(segments.map((segment) => segment.text)),
    segments,
    coverage,
    warnings,
  };
  return `${JSON.stringify(jsonFormatSchema.parse(whole), (_, value: unknown) => (typeof value === 'number' ? shortNumber(value) : value), 2)}\n`;
}

/** Three decimals: milliseconds for times, and finer than any engine's confidence means anything. */
function shortNumber(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The document in a Trax JSON file. Throws INVALID_INPUT with the first thing that does not fit. */
export function parseJson(text: string): TranscriptDocument {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new TraxError('INVALID_INPUT', { reason: say('reason.noJson') }, { cause });
  }
  const parsed = jsonFormatSchema.safeParse(value);
  if (!parsed.success) {
    const [{ path = [], message = '' } = {}] = parsed.error.issues;
    const reason = quoted([path.join('.'), message].filter(Boolean).join(': '));
    throw new TraxError('INVALID_INPUT', { reason }, { cause: parsed.error });
  }
  const { format: _format, version: _version, text: _text, ...document } = parsed.data;
  return document;
}
