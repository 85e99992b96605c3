import { z } from 'zod';
import {
  type ExportFormat,
  type ExportOptions,
  exportFormatSchema,
  exportOptionsSchema,
} from '../../../shared/contract/exports.ts';

/** What was exported last, which is what is offered next. */
export interface ExportChoice {
  format: ExportFormat;
  options: ExportOptions;
}

const choiceSchema = z.object({
  format: exportFormatSchema.catch('txt'),
  options: exportOptionsSchema.catch(exportOptionsSchema.parse({})),
});

const storageKey = 'trax.export';

/** Reads the stored choice; what is missing or damaged becomes the default. */
export function parseExportChoice(stored: string | null): ExportChoice {
  try {
    return choiceSchema.parse(JSON.parse(stored ?? '{}'));
  } catch {
    return choiceSchema.parse({});
  }
}

export function recallExportChoice(storage: { getItem(key: string): string | null }): ExportChoice {
  return parseExportChoice(storage.getItem(storageKey));
}

export function rememberExportChoice(
  storage: { setItem(key: string, value: string): void },
  choice: ExportChoice,
): void {
  storage.setItem(storageKey, JSON.stringify(choice));
}

/** The start of a document, enough to judge it by: a preview need not lay out a whole book. */
export function previewOf(text: string): { text: string; isCut: boolean } {
  const longest = 12_000;
  if (text.length <= longest) return { text, isCut: false };
  return { text: text.slice(0, text.lastIndexOf('\n', longest) + 1 || longest), isCut: true };
}
