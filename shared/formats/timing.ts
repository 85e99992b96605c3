import type { SubtitleOptions } from './subtitles.ts';
import { toMilliseconds } from './time.ts';

/** When a subtitle is on the screen, in whole milliseconds. */
export interface Timing {
  readonly start: number;
  readonly end: number;
}

/** When a subtitle's words are spoken (seconds) and how much there is to read. */
export interface SpokenStretch {
  readonly start: number;
  readonly end: number;
  readonly columns: number;
}

/** Nothing is on the screen for less than this, in milliseconds: about one frame. */
const oneFrame = 40;

/**
 * When each subtitle comes and goes. It comes with its first word and stays until the last is spoken, longer where it takes
 * longer to read and the next leaves room. Where words come too fast for the gap, the next comes a little late.
 */
export function timeSubtitles(stretches: readonly SpokenStretch[], options: SubtitleOptions): Timing[] {
  const gap = toMilliseconds(options.gap);
  const longest = toMilliseconds(options.maximumDuration);
  const timings: Timing[] = [];
  let free = 0;
  for (const [index, stretch] of stretches.entries()) {
    const start = Math.max(free, toMilliseconds(stretch.start));
    const next = stretches[index + 1];
    const room = next ? toMilliseconds(next.start) - gap : Number.POSITIVE_INFINITY;
    const readable = Math.max(options.minimumDuration, stretch.columns / options.charactersPerSecond);
    const wanted = Math.max(toMilliseconds(stretch.end), start + toMilliseconds(readable));
    const isClosed = room - wanted > 0 && room + gap - wanted < toMilliseconds(options.closePausesUnder);
    const until = Math.min(isClosed ? room : wanted, room, start + longest);
    const end = Math.max(start + oneFrame, until);
    timings.push({ start, end });
    free = end + gap;
  }
  return timings;
}
