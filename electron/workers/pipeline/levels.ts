import { sampleRate } from '../engines/recognizer.ts';

/** Samples in a frame, the grain of all marks: 32 ms, what Silero hears at once. */
export const frameLength = 512;
export const framesPerSecond = sampleRate / frameLength;

/** Digital silence, in dBFS. */
const nothing = -120;

/** The mean of the squares of a stretch of samples. */
export function meanSquare(samples: Float32Array, start: number, end: number): number {
  let sum = 0;
  for (let index = start; index < end; index++) {
    const sample = samples[index] ?? 0;
    sum += sample * sample;
  }
  return end > start ? sum / (end - start) : 0;
}

/** A mean square as dBFS, never below -120. */
export function decibels(square: number): number {
  return Math.max(nothing, 10 * Math.log10(square + 1e-12));
}

/** How loud the recording has been of late: what is there always, and what is there at its loudest, in dBFS. */
export interface Surroundings {
  readonly floor: number;
  readonly loud: number;
}

/** Seconds after which a level counts half. */
const halfLife = 20;
const growth = 2 ** (1 / (halfLife * framesPerSecond));
const floorShare = 0.1;
const loudShare = 0.95;
/** Weights grow instead of fading; from here on they are scaled back. */
const heaviest = 1e12;

/** Follows floor and loudness of a recording with a fading histogram of its frames' levels, 1 dB a bin. */
export function createSurroundings(): { add(level: number): Surroundings } {
  const bins = new Float64Array(-nothing + 2);
  let weight = 1;
  let total = 0;
  return {
    add(level) {
      const bin = Math.min(bins.length - 1, Math.max(0, Math.round(level) - nothing));
      bins[bin] = (bins[bin] ?? 0) + weight;
      total += weight;
      weight *= growth;
      if (weight > heaviest) {
        for (let index = 0; index < bins.length; index++) bins[index] = (bins[index] ?? 0) / weight;
        total /= weight;
        weight = 1;
      }
      return {
        floor: nothing + binAt(bins, total * floorShare),
        loud: nothing + binAt(bins, total * loudShare),
      };
    },
  };
}

function binAt(bins: Float64Array, share: number): number {
  let sum = 0;
  for (let index = 0; index < bins.length; index++) {
    sum += bins[index] ?? 0;
    if (sum >= share) return index;
  }
  return bins.length - 1;
}
