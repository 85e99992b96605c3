import { sampleRate } from '../engines/recognizer.ts';
import { frameLength, framesPerSecond, type Surroundings } from './levels.ts';
import type { SpeechDetector } from './speech.ts';

/** Frames at the background's level after which speech is over; the closure of a plosive is shorter. */
const quietBefore = 5;
/** A frame this close to the background, in dB, and this far below the loudest, holds no speech. */
const nearFloor = 5;
const farBelowLoud = 28;
/** Once speech has been certain for so many frames, the model listens again only now and then, or when it gets quieter. */
const certainAfter = Math.round(0.1 * framesPerSecond);
const restFor = Math.round(2 * framesPerSecond);
/** A drop of so many dB below the loudest may be the end of speech. */
const mayEnd = 26;

/**
 * Voice activity by the Silero model in sherpa-onnx. A file that is no such model ends the whole process, which is why
 * this runs in a worker. The model costs 0.1 ms a frame, most of what the worker itself costs; so it rests in
 * certain silence and in the midst of certain speech.
 */
export async function createSileroDetector(modelPath: string): Promise<SpeechDetector> {
  const { default: sherpa } = await import('sherpa-onnx-node');
  const sileroVad = {
    model: modelPath,
    threshold: 0.5,
    minSpeechDuration: 0.1,
    minSilenceDuration: 0.1,
    windowSize: frameLength,
    maxSpeechDuration: 30,
  };
  const vad = new sherpa.Vad({ sileroVad, sampleRate, numThreads: 1, provider: 'cpu', debug: 0 }, 60);
  let quiet = 0;
  let certain = 0;
  let rested = 0;
  let isSpeaking = false;

  function ask(frame: Float32Array): boolean {
    vad.acceptWaveform(frame);
    while (!vad.isEmpty()) vad.pop();
    return vad.isDetected();
  }
  return {
    isSpeech(frame, level, surroundings) {
      quiet = isBackground(level, surroundings) ? quiet + 1 : 0;
      if (quiet > 0 && isSpeaking) {
        isSpeaking = quiet <= quietBefore;
        if (!isSpeaking) vad.reset();
        return isSpeaking;
      }
      if (quiet > quietBefore) return false;
      const mayRest = isSpeaking && certain >= certainAfter && level > surroundings.loud - mayEnd;
      if (mayRest && rested < restFor) {
        rested += 1;
        return true;
      }
      if (rested > 0) certain = 0;
      rested = 0;
      isSpeaking = ask(frame);
      certain = isSpeaking ? certain + 1 : 0;
      return isSpeaking;
    },
  };
}

function isBackground(level: number, { floor, loud }: Surroundings): boolean {
  return level < floor + nearFloor && level < loud - farBelowLoud;
}
