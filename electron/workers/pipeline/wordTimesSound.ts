import { sampleRate } from '../engines/recognizer.ts';

/** Frames in a second: word times are found to a hundredth of a second. */
export const frameRate = 100;
const frameSamples = sampleRate / frameRate;

/** A quiet stretch of so many frames is a pause; a shorter one may be the closure of a consonant within a word. */
export const pauseFrames = 12;

/** What is heard in each frame of a window. */
export interface Sound {
  readonly frames: number;
  /** 0 (silence) to 1 (speech, or another sound as loud). */
  readonly voiced: Float32Array;
  /** 0 (steady) to 1: how much the sound changes at the beginning of the frame. */
  readonly change: Float32Array;
}

/** Bands are split at these frequencies (Hz): voicing, the first and second formant of vowels, and hiss. */
const bandEdges: readonly number[] = [400, 1_000, 2_500];
/** Frames before and after a boundary that are compared. */
const reach = 3;
/** Decibels above the noise at which half of a frame counts as voiced, as a share of the range, and at least. */
const [speechShare, leastSpeech] = [0.3, 6];
/** Energy below this (about -80 dB of full scale) is digital silence. */
const leastEnergy = 1e-8;

/** Measures loudness and change in frames of 10 ms. Linear in the number of samples. */
export function listen(samples: Float32Array): Sound {
  const bands = measureBands(samples);
  const frames = bands[0]?.length ?? 0;
  const levels = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let energy = leastEnergy;
    for (const band of bands) energy += band[frame] ?? 0;
    levels[frame] = decibels(energy);
  }
  return { frames, voiced: findVoiced(smooth(levels)), change: findChange(bands) };
}

/** Mean energy of each band in each frame: what one low-pass filter lets through more than the one below it. */
function measureBands(samples: Float32Array): Float32Array[] {
  const frames = Math.floor(samples.length / frameSamples);
  const passed = bandEdges.map((hertz) =>
    lowPass(samples, 1 - Math.exp((-2 * Math.PI * hertz) / sampleRate)),
  );
  return [...passed, samples].map((upper, band) => {
    const lower = band > 0 ? passed[band - 1] : undefined;
    const energies = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++)
      energies[frame] = energyOf(upper, lower, frame * frameSamples);
    return energies;
  });
}

function lowPass(samples: Float32Array, share: number): Float32Array {
  const passed = new Float32Array(samples.length);
  let value = 0;
  for (let index = 0; index < samples.length; index++) {
    value += share * ((samples[index] as number) - value);
    passed[index] = value;
  }
  return passed;
}

function energyOf(upper: Float32Array, lower: Float32Array | undefined, start: number): number {
  let sum = 0;
  for (let index = start; index < start + frameSamples; index++) {
    const difference = (upper[index] as number) - (lower ? (lower[index] as number) : 0);
    sum += difference * difference;
  }
  return sum / frameSamples;
}

/** How far each frame is above the noise, softly: noise and speech levels are what a tenth is below and above. */
function findVoiced(levels: Float32Array): Float32Array {
  const sorted = levels.slice().sort();
  const floor = sorted[Math.floor(sorted.length * 0.1)] ?? 0;
  const loud = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  const middle = floor + Math.max(leastSpeech, (loud - floor) * speechShare);
  const width = Math.max(1, (loud - floor) * 0.05);
  return levels.map((level) => 1 / (1 + Math.exp((middle - level) / width)));
}

/** Distance between the bands' levels before and after each frame's beginning, 12 dB of it counting as 1 - 1/e. */
function findChange(bands: readonly Float32Array[]): Float32Array {
  const frames = bands[0]?.length ?? 0;
  const change = new Float32Array(frames);
  for (const band of bands) {
    const levels = band.map((energy) => decibels(energy + leastEnergy));
    for (let frame = 1; frame < frames; frame++) {
      const before = meanOf(levels, Math.max(0, frame - reach), frame);
      const after = meanOf(levels, frame, Math.min(frames, frame + reach));
      change[frame] = (change[frame] ?? 0) + Math.abs(after - before) / bands.length;
    }
  }
  return change.map((distance) => 1 - Math.exp(-distance / 12));
}

function smooth(levels: Float32Array): Float32Array {
  return levels.map((_, frame) => meanOf(levels, Math.max(0, frame - 1), Math.min(levels.length, frame + 2)));
}

function meanOf(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += values[index] ?? 0;
  return sum / (to - from);
}

function decibels(energy: number): number {
  return 10 * Math.log10(energy);
}
