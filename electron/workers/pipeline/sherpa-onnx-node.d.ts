/** The part of sherpa-onnx that is used here; the package has no declarations of its own. */
declare module 'sherpa-onnx-node' {
  interface SileroOptions {
    model: string;
    /** Probability from which a frame is speech. */
    threshold: number;
    /** Seconds. */
    minSpeechDuration: number;
    minSilenceDuration: number;
    maxSpeechDuration: number;
    /** Samples. */
    windowSize: number;
  }
  interface VadOptions {
    sileroVad: SileroOptions;
    sampleRate: number;
    numThreads: number;
    provider: 'cpu';
    debug: 0 | 1;
  }
  class Vad {
    constructor(options: VadOptions, bufferSeconds: number);
    acceptWaveform(samples: Float32Array): void;
    isEmpty(): boolean;
    isDetected(): boolean;
    pop(): void;
    reset(): void;
  }
  const sherpa: { Vad: typeof Vad };
  export default sherpa;
}
