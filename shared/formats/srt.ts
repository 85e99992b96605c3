import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { type Cue, inOrder, linesOf } from './cue.ts';
import { layOutSubtitles, textOfLines } from './subtitles.ts';
import { clockTime, parseTiming } from './time.ts';

/** SubRip subtitles. A speaker's name stands before the first words of a turn. */
export function printSrt(document: TranscriptDocument, options: ExportOptions): string {
  return layOutSubtitles(document.segments, options, { withNames: options.speakers })
    .map((subtitle, index) => {
      const timing = `${clockTime(subtitle.start, ',')} --> ${clockTime(subtitle.end, ',')}`;
      return `${index + 1}\n${timing}\n${textOfLines(subtitle)}\n`;
    })
    .join('\n');
}

/** Formatting that players know: HTML-like tags and the position codes of SubStation Alpha. */
const formatting = /<\/?(?:b|i|u|s|font|c|v|span|ruby|rt)\b[^<>]*>|\{\\[^{}]*\}/gi;

/**
 * The cues of a SubRip file, by start. Forgives a byte order mark, any line ends, missing numbers and blank lines,
 * hours left out, and cues that overlap; what is no cue is skipped, so garbage gives an empty list.
 */
export function parseSrt(text: string): Cue[] {
  const lines = linesOf(text);
  const timings = lines.flatMap((line, at) => {
    const timing = parseTiming(line);
    return timing ? [{ ...timing, at }] : [];
  });
  return inOrder(
    timings.map(({ start, end, at }, index) => {
      const next = timings[index + 1]?.at;
      const body = lines.slice(at + 1, next === undefined ? lines.length : endOfBody(lines, at, next));
      return { start, end, speaker: null, text: plain(body) };
    }),
  );
}

/** Where a cue's text ends: before the next timing line, and before its number where it has one. */
function endOfBody(lines: readonly string[], from: number, nextTiming: number): number {
  const isNumber = nextTiming - 1 > from && /^\s*\d+\s*$/.test(lines[nextTiming - 1] ?? '');
  return isNumber ? nextTiming - 1 : nextTiming;
}

function plain(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(formatting, '').trim())
    .filter((line) => line !== '')
    .join('\n');
}
