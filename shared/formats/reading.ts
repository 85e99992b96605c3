import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { type Paragraph, paragraphsOf } from '../transcript/paragraphs.ts';
import { clockSeconds } from './time.ts';

/** A paragraph as documents for people show it. */
export interface Passage extends Paragraph {
  /** `hh:mm:ss`; null where no times are wished for. */
  readonly time: string | null;
  /** Who speaks, where that changes; null elsewhere, and where no names are wished for. */
  readonly name: string | null;
}

/** A name on one line. */
export function plainName(speaker: string | null): string {
  return (speaker ?? '').replace(/\s+/g, ' ').trim();
}

/** The text in paragraphs, or segment by segment, with the times and names that are wished for. */
export function passagesOf(document: TranscriptDocument, options: ExportOptions): Passage[] {
  let speaker: string | null = null;
  return paragraphsOf(document.segments, { joins: options.paragraphs }).map((paragraph) => {
    const isNew = paragraph.speaker !== speaker;
    speaker = paragraph.speaker;
    return {
      ...paragraph,
      time: options.timestamps ? clockSeconds(paragraph.start) : null,
      name: options.speakers && isNew ? plainName(speaker) || null : null,
    };
  });
}
