/** A stretch of frames: `from` up to, not including, `to`. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The stretches in which `isMarked` is 1. */
export function runsOf(isMarked: ArrayLike<number>): Run[] {
  const runs: Run[] = [];
  let from = -1;
  for (let frame = 0; frame <= isMarked.length; frame++) {
    const here = frame < isMarked.length && isMarked[frame] === 1;
    if (here && from < 0) from = frame;
    if (!here && from >= 0) {
      runs.push({ from, to: frame });
      from = -1;
    }
  }
  return runs;
}

/** What lies between the runs, from 0 to `end`. */
export function gapsBetween(runs: readonly Run[], end: number): Run[] {
  const starts = [0, ...runs.map((run) => run.to)];
  const ends = [...runs.map((run) => run.from), end];
  return starts.map((from, index) => ({ from, to: ends[index] ?? end })).filter((gap) => gap.to > gap.from);
}

/** Runs grown by `pad` on both sides within 0..end, and joined where less than `gap` is between them. */
export function widenRuns(runs: readonly Run[], pad: number, gap: number, end: number): Run[] {
  const widened: Run[] = [];
  for (const run of runs) {
    const from = Math.max(0, run.from - pad);
    const to = Math.min(end, run.to + pad);
    const last = widened.at(-1);
    if (last && from - last.to < gap)
      widened[widened.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else widened.push({ from, to });
  }
  return widened;
}

export function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + run.to - run.from, 0);
}

/** How many frames of the run are marked. */
export function countMarked(isMarked: ArrayLike<number>, run: Run): number {
  let count = 0;
  for (let frame = run.from; frame < run.to; frame++) count += isMarked[frame] ?? 0;
  return count;
}

/** What of the runs lies in `from..to`. */
export function cutRuns(runs: readonly Run[], from: number, to: number): Run[] {
  return runs
    .map((run) => ({ from: Math.max(run.from, from), to: Math.min(run.to, to) }))
    .filter((run) => run.to > run.from);
}
