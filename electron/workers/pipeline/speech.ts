import type { Surroundings } from './levels.ts';

/** Says of each frame, in order, whether somebody speaks in it. */
export interface SpeechDetector {
  /** `frame` holds 512 samples, `level` is its loudness in dBFS. */
  isSpeech(frame: Float32Array, level: number, surroundings: Surroundings): boolean;
}

/** How far a sound stands out of what is always there, in dB, before it counts. */
export const standsOut = 9;
/** Nothing below this level, in dBFS, is sound. */
const inaudible = -85;

/** Whether a frame holds more than the recording's own background. */
export function isEnergetic(level: number, { floor }: Surroundings): boolean {
  return level > inaudible && level > floor + standsOut;
}

/** Frames for which speech goes on after its energy has fallen: 0.2 s, a plosive's closure and a quiet ending. */
const hangover = 6;

/** Marks what stands out of the background as speech, for computers without a voice activity model. */
export function createEnergyDetector(): SpeechDetector {
  let left = 0;
  return {
    isSpeech(_frame, level, surroundings) {
      left = isEnergetic(level, surroundings) ? hangover : Math.max(0, left - 1);
      return left > 0;
    },
  };
}
