import type { Violation } from '../contract/exports.ts';
import { columnsOf } from '../transcript/script.ts';
import { textOfPieces } from '../transcript/timedText.ts';
import { type Subtitle, type SubtitleOptions, textOfLines } from './subtitles.ts';
import { toMilliseconds } from './time.ts';

/** Reading speeds are compared as they are shown: in whole characters a second. */
const tolerance = 0.5;

/**
 * Where subtitles do not keep to what is asked of them, in order. Speech faster than it can be read, words wider than a line
 * and turns of half a second leave no other way: a person has to shorten the text, or to let it be.
 */
export function findViolations(subtitles: readonly Subtitle[], options: SubtitleOptions): Violation[] {
  return subtitles.flatMap((subtitle, index) => {
    const text = textOfLines(subtitle);
    const found: Omit<Violation, 'at' | 'text'>[] = [];
    const widest = Math.max(...subtitle.lines.map((line) => columnsOf(textOfPieces(line))));
    const milliseconds = subtitle.end - subtitle.start;
    const speed = (columnsOf(text.replaceAll('\n', ' ')) * 1000) / milliseconds;
    const next = subtitles[index + 1];
    if (widest > options.lineLength) found.push({ kind: 'lineLength', value: widest });
    if (subtitle.lines.length > options.lines) found.push({ kind: 'lines', value: subtitle.lines.length });
    if (milliseconds < toMilliseconds(options.minimumDuration))
      found.push({ kind: 'tooShort', value: milliseconds / 1000 });
    if (milliseconds > toMilliseconds(options.maximumDuration))
      found.push({ kind: 'tooLong', value: milliseconds / 1000 });
    if (next && next.start - subtitle.end < toMilliseconds(options.gap))
      found.push({ kind: 'gap', value: (next.start - subtitle.end) / 1000 });
    if (speed >= options.charactersPerSecond + tolerance)
      found.push({ kind: 'tooFast', value: Math.round(speed) });
    return found.map((each) => ({ ...each, at: subtitle.start / 1000, text }));
  });
}
