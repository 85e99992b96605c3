import { pauseFrames } from './wordTimesSound.ts';

/** A word that is to be placed; all in frames. */
export interface PlacedWord {
  /** The first and last frame that it may start at. */
  readonly earliest: number;
  readonly latest: number;
  /** How long it is likely to be. */
  readonly length: number;
  /** What a pause before it costs, and what following the word before without one costs. */
  readonly pauseCost: number;
  readonly joinCost: number;
  /** What starting at a frame costs. */
  readonly startCost: (frame: number) => number;
  /** What ending at a frame costs. */
  readonly endCost: (frame: number) => number;
}

export interface Costs {
  /** Sum of the cost of leaving the frames before this one without a word; one more entry than frames. */
  readonly unworded: Float64Array;
  /** Sum of the cost of having the frames before this one in a word. */
  readonly worded: Float64Array;
  /** Squared logarithms of a length that is wrong are multiplied by this. */
  readonly wrongLength: number;
}

/** Frames that a word takes at least: 20 ms, and three tenths of what is likely; at most: four times that, within 2 s. */
const [leastFrames, leastShare, mostShare, mostFrames] = [2, 0.3, 4, 200];

/** What has been worked out for one boundary: the least cost of every frame from `from`, and where it came from. */
interface Column {
  readonly from: number;
  readonly cost: Float64Array;
  readonly origin: Int32Array;
}

/**
 * The cheapest way to lay words in order on frames, with gaps between them where those cost less. Gives the first frame
 * of each word and the frame after its last; null when there is no room. Time grows with words x band x length.
 */
export function cheapestPath(
  words: readonly PlacedWord[],
  frames: number,
  costs: Costs,
): { start: number; end: number }[] | null {
  const starts: Column[] = [];
  const ends: Column[] = [];
  let before: Column | null = null;
  for (const word of words) {
    const start = placeStart(word, before, frames, costs);
    const end = placeEnd(word, start, frames, costs);
    starts.push(start);
    ends.push(end);
    before = end;
  }
  return traceBack(starts, ends, frames, costs);
}

/** A word starts right after the word before, or after a pause; the first one anywhere. */
function placeStart(word: PlacedWord, before: Column | null, frames: number, costs: Costs): Column {
  const column = makeColumn(Math.max(0, word.earliest), Math.min(frames - leastFrames, word.latest));
  if (before) follow(column, word, before, costs);
  else column.cost.fill(0);
  for (let index = 0; index < column.cost.length; index++) {
    const frame = column.from + index;
    column.cost[index] =
      (column.cost[index] as number) + (costs.unworded[frame] ?? 0) + word.startCost(frame);
  }
  return column;
}

/** Puts into a column the cheapest end of the word before each frame, and its cost without what lies between. */
function follow(column: Column, word: PlacedWord, before: Column, costs: Costs): void {
  const reached = before.cost.map((cost, index) => cost - (costs.unworded[before.from + index] ?? 0));
  const last = before.from + reached.length - 1;
  let paused = Number.POSITIVE_INFINITY;
  let pausedAt = before.from;
  let next = before.from;
  for (let index = 0; index < column.cost.length; index++) {
    const frame = column.from + index;
    for (; next <= Math.min(last, frame - pauseFrames); next++) {
      const cost = (reached[next - before.from] as number) + word.pauseCost;
      if (cost < paused) {
        paused = cost;
        pausedAt = next;
      }
    }
    let best = paused;
    let bestAt = pausedAt;
    for (let end = Math.max(before.from, frame - pauseFrames + 1); end <= Math.min(frame, last); end++) {
      const cost = (reached[end - before.from] as number) + word.joinCost;
      if (cost < best) {
        best = cost;
        bestAt = end;
      }
    }
    column.cost[index] = best;
    column.origin[index] = bestAt;
  }
}

/** A word ends a likely length after its start. */
function placeEnd(word: PlacedWord, start: Column, frames: number, costs: Costs): Column {
  const least = Math.max(leastFrames, Math.floor(word.length * leastShare));
  const most = Math.max(least, Math.min(mostFrames, Math.ceil(word.length * mostShare)));
  const lengthCost = Float64Array.from(
    { length: most + 1 },
    (_, length) => costs.wrongLength * Math.log(Math.max(1, length) / word.length) ** 2,
  );
  const last = start.from + start.cost.length - 1;
  const column = makeColumn(start.from + least, Math.min(frames, last + most));
  const reached = start.cost.map((cost, index) => cost - (costs.worded[start.from + index] ?? 0));
  for (let index = 0; index < column.cost.length; index++) {
    const end = column.from + index;
    const low = Math.max(start.from, end - most);
    const high = Math.min(last, end - least);
    let best = Number.POSITIVE_INFINITY;
    let bestAt = low;
    for (let at = low; at <= high; at++) {
      const cost = (reached[at - start.from] as number) + (lengthCost[end - at] as number);
      if (cost < best) {
        best = cost;
        bestAt = at;
      }
    }
    column.cost[index] = best + (costs.worded[end] ?? 0) + word.endCost(end);
    column.origin[index] = bestAt;
  }
  return column;
}

function makeColumn(from: number, to: number): Column {
  const length = Math.max(0, to - from + 1);
  return {
    from,
    cost: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
    origin: new Int32Array(length),
  };
}

function traceBack(
  starts: readonly Column[],
  ends: readonly Column[],
  frames: number,
  costs: Costs,
): { start: number; end: number }[] | null {
  const last = ends.at(-1);
  if (!last) return [];
  let end = cheapestEnd(last, frames, costs);
  const path: { start: number; end: number }[] = [];
  for (let index = ends.length - 1; index >= 0; index--) {
    const [startColumn, endColumn] = [starts[index] as Column, ends[index] as Column];
    if (!Number.isFinite(endColumn.cost[end - endColumn.from])) return null;
    const start = endColumn.origin[end - endColumn.from] as number;
    path.unshift({ start, end });
    end = startColumn.origin[start - startColumn.from] as number;
  }
  return path;
}

function cheapestEnd(column: Column, frames: number, costs: Costs): number {
  let best = Number.POSITIVE_INFINITY;
  let bestAt = column.from;
  for (let index = 0; index < column.cost.length; index++) {
    const after = (costs.unworded[frames] ?? 0) - (costs.unworded[column.from + index] ?? 0);
    const cost = (column.cost[index] as number) + after;
    if (cost < best) [best, bestAt] = [cost, column.from + index];
  }
  return bestAt;
}
