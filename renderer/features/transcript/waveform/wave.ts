import type { Peaks } from '../../../../shared/formats/peaks.ts';
import type { Stretch } from '../../../../shared/transcript/wordTimes.ts';

/** A waveform in several grains, so that ten hours draw as fast as ten seconds. */
export interface Wave {
  readonly peaksPerSecond: number;
  /** Lowest and highest sample in turn, -127..127; each level joins `fold` peaks of the one before. */
  readonly levels: readonly Int8Array[];
  /** The loudest sample, 1..127. */
  readonly loudest: number;
}

const fold = 8;
/** No screen has so many columns; a coarser level would not be looked at. */
const fewestPeaks = 4096;

export function waveOf({ peaksPerSecond, values }: Peaks): Wave {
  const levels = [values];
  for (let last = values; last.length / 2 > fewestPeaks; ) {
    last = folded(last);
    levels.push(last);
  }
  const loudest = (levels.at(-1) ?? values).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return { peaksPerSecond, levels, loudest };
}

function folded(values: Int8Array): Int8Array {
  const pairs = Math.ceil(values.length / 2 / fold);
  const next = new Int8Array(pairs * 2);
  for (let at = 0; at < values.length; at += 2) {
    const to = 2 * Math.floor(at / 2 / fold);
    next[to] = Math.min(next[to] ?? 0, values[at] ?? 0);
    next[to + 1] = Math.max(next[to + 1] ?? 0, values[at + 1] ?? 0);
  }
  return next;
}

/**
 * How far the sound swings in each of `count` equal columns of a stretch, 0..1 of the loudest. Between two peaks of the
 * file it rises or falls evenly, so that a syllable is a hill and no staircase.
 */
export function columnsOf(wave: Wave, { start, end }: Stretch, count: number): Float32Array {
  const columns = new Float32Array(count);
  const perColumn = ((end - start) * wave.peaksPerSecond) / count;
  const level = Math.min(
    wave.levels.length - 1,
    Math.max(0, Math.floor(Math.log(perColumn) / Math.log(fold))),
  );
  const values = wave.levels[level] ?? new Int8Array();
  const scale = wave.peaksPerSecond / fold ** level;
  const swing = (peak: number) => Math.max(-(values[2 * peak] ?? 0), values[2 * peak + 1] ?? 0);
  for (let column = 0; column < count; column++) {
    const from = (start + ((end - start) * column) / count) * scale;
    const to = (start + ((end - start) * (column + 1)) / count) * scale;
    let loudest = 0;
    if (to - from >= 1) {
      for (let peak = Math.floor(from); peak < to; peak++) loudest = Math.max(loudest, swing(peak));
    } else {
      const middle = (from + to) / 2 - 0.5;
      const before = Math.floor(middle);
      loudest = swing(before) + (swing(before + 1) - swing(before)) * (middle - before);
    }
    columns[column] = loudest / wave.loudest;
  }
  return columns;
}
