import { z } from 'zod';
import { wordSchema } from '../transcript/segment.ts';

/** A passage of a text that somebody brings along. Times are seconds; null where the file has none. */
const importedPassageSchema = z.object({
  start: z.number().nonnegative().nullable(),
  end: z.number().nonnegative().nullable(),
  text: z.string(),
  speaker: z.string().nullable(),
  /** Where the file knows when each was spoken. */
  words: z.array(wordSchema).optional(),
});
export type ImportedPassage = z.infer<typeof importedPassageSchema>;

/** A transcript that was made elsewhere, as its file has it. */
export const importedTextSchema = z.object({
  passages: z.array(importedPassageSchema),
  /** ISO 639-1, where the file says so. */
  language: z.string().nullable(),
});
export type ImportedText = z.infer<typeof importedTextSchema>;

/** Whether every passage says when it was spoken. */
export function isTimed({ passages }: ImportedText): boolean {
  return passages.every(({ start, end }) => start !== null && end !== null);
}
