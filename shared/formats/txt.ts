import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { paragraphsOf } from '../transcript/paragraphs.ts';
import { clockSeconds } from './time.ts';

/** Plain text in paragraphs, each with its time and speaker where that is asked for. */
export function printTxt(document: TranscriptDocument, options: ExportOptions): string {
  let speaker: string | null = null;
  const paragraphs = paragraphsOf(document.segments).map((paragraph) => {
    const time = options.timestamps ? `[${clockSeconds(paragraph.start)}] ` : '';
    const isNew = paragraph.speaker !== speaker;
    speaker = paragraph.speaker;
    const name = options.speakers && isNew && speaker ? `${speaker.replace(/\s+/g, ' ').trim()}: ` : '';
    return `${time}${name}${paragraph.text}\n`;
  });
  return paragraphs.join('\n');
}
