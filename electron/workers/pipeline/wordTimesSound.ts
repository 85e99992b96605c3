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
const lowPassShares = [lowPassShare(400), lowPassShare(1_000), lowPassShare(2_500)] as const;
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

/**
 * Mean energy of each band in each frame: what one low-pass filter lets through more than the one below it. In one pass and
 * without a list of filters, since a minute is a million samples.
 */
function measureBands(samples: Float32Array): Float32Array[] {
  const frames = Math.floor(samples.length / frameSamples);
  const bands = [0, 1, 2, 3].map(() => new Float32Array(frames));
  const [voice, first, second, hiss] = bands as [Float32Array, Float32Array, Float32Array, Float32Array];
  const [lowShare, middleShare, highShare] = lowPassShares;
  let [low, middle, high] = [0, 0, 0];
  for (let frame = 0; frame < frames; frame++) {
    let [voiceSum, firstSum, secondSum, hissSum] = [0, 0, 0, 0];
    for (let index = frame * frameSamples; index < (frame + 1) * frameSamples; index++) {
      const sample = samples[index] as number;
      low += lowShare * (sample - low);
      middle += middleShare * (sample - middle);
      high += highShare * (sample - high);
      voiceSum += low * low;
      firstSum += (middle - low) * (middle - low);
      secondSum += (high - middle) * (high - middle);
      hissSum += (sample - high) * (sample - high);
    }
    voice[frame] = voiceSum / frameSamples;
    first[frame] = firstSum / frameSamples;
    second[frame] = secondSum / frameSamples;
    hiss[frame] = hissSum / frameSamples;
  }
  return bands;
}

/** What a filter of the first order takes of each sample to let pass what is below a frequency (Hz). */
function lowPassShare(hertz: number): number {
  return 1 - Math.exp((-2 * Math.PI * hertz) / sampleRate);
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
