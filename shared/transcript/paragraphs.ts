import type { DocumentSegment } from './document.ts';
import { joinTexts } from './script.ts';

/** What is read in one go: the segments of one speaker without a long pause. */
export interface Paragraph {
  /** Seconds from the start of the recording. */
  readonly start: number;
  readonly end: number;
  readonly speaker: string | null;
  readonly text: string;
}

/** A silence of so many seconds starts a new paragraph. */
const longPause = 2;
/** From so many characters on, the next end of a sentence ends the paragraph. */
const comfortableLength = 600;

/** Segments joined into paragraphs (each by itself without `joins`), in order; segments without text are left out. */
export function paragraphsOf(segments: readonly DocumentSegment[], { joins } = { joins: true }): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const segment of segments) {
    const text = segment.text.replace(/\s+/g, ' ').trim();
    if (text === '') continue;
    const last = joins && paragraphs.at(-1);
    if (last && belongsTo(last, segment)) {
      paragraphs[paragraphs.length - 1] = { ...last, end: segment.end, text: joinTexts([last.text, text]) };
    } else paragraphs.push({ start: segment.start, end: segment.end, speaker: segment.speaker, text });
  }
  return paragraphs;
}

function belongsTo(paragraph: Paragraph, segment: DocumentSegment): boolean {
  if (paragraph.speaker !== segment.speaker) return false;
  if (segment.start - paragraph.end >= longPause) return false;
  return paragraph.text.length < comfortableLength || !/[.!?…。！？]["'”’»)]*$/u.test(paragraph.text);
}
