import type { Stretch } from '../../../../shared/transcript/wordTimes.ts';

/** Seconds: a syllable lasts about 0.2, so that one fills a third of the narrowest view. */
const shortestView = 0.6;

/** The view moved as little as it takes to lie within the recording, and no narrower than can be used. */
function within({ start, end }: Stretch, duration: number): Stretch {
  const length = Math.min(duration, Math.max(shortestView, end - start));
  const from = Math.max(0, Math.min(start, duration - length));
  return { start: from, end: from + length };
}

/** Shows `factor` times as much (less than 1: closer); the second `at` stays where it is on the screen. */
export function zoomed({ start, end }: Stretch, factor: number, at: number, duration: number): Stretch {
  const length = Math.min(duration, Math.max(shortestView, (end - start) * factor));
  const share = (at - start) / (end - start);
  return within({ start: at - share * length, end: at + (1 - share) * length }, duration);
}

export function moved({ start, end }: Stretch, seconds: number, duration: number): Stretch {
  return within({ start: start + seconds, end: end + seconds }, duration);
}

/** The view turned like a page, so that a second is in it near its beginning; the very same where it is in sight. */
export function showing(view: Stretch, second: number, duration: number): Stretch {
  if (second >= view.start && second <= view.end) return view;
  const length = view.end - view.start;
  const start = second - length * 0.1;
  return within({ start, end: start + length }, duration);
}

/** Seconds between two marks of a ruler on which they are at least `apart` seconds from each other. */
export function rulerStep(apart: number): number {
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];
  return steps.find((step) => step >= apart) ?? 3600;
}
