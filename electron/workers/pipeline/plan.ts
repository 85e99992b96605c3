import { framesPerSecond } from './levels.ts';
import { gapsBetween, type Run, runsOf, widenRuns } from './runs.ts';
import type { Marks } from './tape.ts';

/** The next stretch of the recording to make final, in frames from the start of the tape. */
export interface Plan {
  readonly end: number;
  /** What the recogniser is given, in order: the speech with a little around it, without the long silences. */
  readonly pieces: readonly Run[];
}

const seconds = (value: number) => Math.round(value * framesPerSecond);

/** What is left around speech, so that quiet beginnings and endings are heard. */
const pad = seconds(0.3);
/** Silences shorter than this are part of the speech around them; longer ones are not sent. */
const longSilence = seconds(2);
/** The cut is looked for in so many of the last frames that fit. */
const searchRange = seconds(8);
/** A pause gains nothing by being longer than this. */
const longEnough = seconds(1);
/** What a pause of a whole second is worth, against filling the window to its end: windows cost the same however short. */
const pauseValue = 1.5;
/** A cut through a longer pause goes this far from the speech before it. */
const afterSpeech = seconds(1);
/** Without any pause, the cut goes through the quietest so many frames. */
const quietFrames = 4;

/**
 * Where the window that begins at frame 0 ends and what of it is sent; null when more has to be heard first.
 * Windows are packed as full as possible and cut in pauses; `longest` frames may be sent, and a window spans at most
 * twice that, so that silence neither holds up the work nor fills the memory.
 */
export function planWindow(marks: Marks, longest: number, isEnd: boolean): Plan | null {
  const heard = marks.speech.length;
  const pieces = widenRuns(runsOf(marks.speech), pad, longSilence, heard);
  const limit = frameAtLength(pieces, longest);
  const span = Math.min(limit ?? heard, longest * 2);
  if (limit === null && span < longest * 2) return isEnd ? { end: heard, pieces } : null;
  return cutPieces(pieces, findCut(marks, Math.max(span - searchRange, Math.ceil(span / 2)), span));
}

/** The frame at which the pieces before it are `length` long; null when all of them are shorter. */
function frameAtLength(pieces: readonly Run[], length: number): number | null {
  let left = length;
  for (const { from, to } of pieces) {
    if (to - from > left) return from + left;
    left -= to - from;
  }
  return null;
}

/** The best frame in from..to to cut at: in a long, late pause, else where it is quietest. */
export function findCut(marks: Marks, from: number, to: number): number {
  const pauses = gapsBetween(runsOf(marks.speech.subarray(0, to)), to).filter((gap) => gap.to > from);
  let best = -1;
  let bestWorth = 0;
  for (const pause of pauses) {
    const start = Math.max(pause.from, from - afterSpeech);
    const at = Math.min(start + Math.min(Math.ceil((pause.to - start) / 2), afterSpeech), to);
    const worth =
      (pauseValue * Math.min(pause.to - start, longEnough)) / longEnough +
      (at - from) / Math.max(1, to - from);
    if (at < from || worth <= bestWorth) continue;
    best = at;
    bestWorth = worth;
  }
  return best >= 0 ? best : quietest(marks.levels, from, to);
}

function quietest(levels: Float32Array, from: number, to: number): number {
  let best = to;
  let least = Number.POSITIVE_INFINITY;
  for (let at = Math.max(1, from); at + quietFrames <= to; at++) {
    let sum = 0;
    for (let frame = at; frame < at + quietFrames; frame++) sum += levels[frame] ?? 0;
    if (sum > least) continue;
    least = sum;
    best = at + quietFrames / 2;
  }
  return best;
}

function cutPieces(pieces: readonly Run[], end: number): Plan {
  const before = pieces.filter((piece) => piece.from < end);
  return { end, pieces: before.map(({ from, to }) => ({ from, to: Math.min(to, end) })) };
}
