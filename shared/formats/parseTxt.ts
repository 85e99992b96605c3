import { linesOf } from './cue.ts';
import type { ImportedPassage } from './imported.ts';
import { withSpeakerNames } from './speakerNames.ts';

/** A time at the beginning of a paragraph: `[01:02:03]`, `(1:02)`, `00:01:02.500 -`. */
const leadingTime = /^[[(]?(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?[\])]?(?:\s*[-–—])?(?=\s|$)\s*/;

/**
 * The paragraphs of a plain text: what empty lines separate, or every line where there are none. Times and names at their
 * beginnings are taken off; a paragraph ends where the next begins, the last one at no time that is known.
 */
export function parseTxt(text: string): ImportedPassage[] {
  const passages = paragraphsIn(linesOf(text)).map((paragraph) => {
    const match = leadingTime.exec(paragraph);
    const [, hours, minutes, seconds, fraction] = match ?? [];
    const start = match
      ? Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction ?? 0}`)
      : null;
    return { start, end: null, speaker: null, text: paragraph.slice(match?.[0].length ?? 0) };
  });
  const said = passages.filter((passage) => passage.text !== '');
  const areInOrder = said.every(
    ({ start }, index) => start !== null && start >= (said[index - 1]?.start ?? 0),
  );
  return withSpeakerNames(
    said.map((passage, index) => ({
      ...passage,
      start: areInOrder ? passage.start : null,
      end: areInOrder ? (said[index + 1]?.start ?? null) : null,
    })),
  );
}

function paragraphsIn(lines: readonly string[]): string[] {
  const trimmed = lines.map((line) => line.replace(/\s+/g, ' ').trim());
  const hasGaps = trimmed.some((line, index) => line === '' && index > 0 && trimmed[index - 1] !== '');
  const last = trimmed.findLastIndex((line) => line !== '');
  if (!hasGaps || trimmed.slice(0, last + 1).every((line) => line !== ''))
    return trimmed.filter((line) => line !== '');
  const paragraphs: string[][] = [[]];
  for (const line of trimmed) {
    if (line === '') paragraphs.push([]);
    else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.map((paragraph) => paragraph.join(' ')).filter((paragraph) => paragraph !== '');
}
