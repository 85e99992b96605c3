import { createSurroundings, decibels, frameLength, meanSquare } from './levels.ts';
import { isEnergetic, type SpeechDetector } from './speech.ts';

/** What is known of a stretch of frames; each array has one entry a frame. */
export interface Marks {
  /** dBFS */
  readonly levels: Float32Array;
  /** 1 where voice activity says speech. */
  readonly speech: Uint8Array;
  /** 1 where a frame stands out of the recording's background. */
  readonly energetic: Uint8Array;
}

/** A detector knows speech only after 0.16 s of it: so many frames before are marked too, where they have energy. */
const onsetFrames = 6;

/**
 * The part of the recording that is not final yet: its samples and what is heard in each frame of 512.
 * What is taken off the front is forgotten, so that memory depends on the longest window only.
 */
export class Tape {
  readonly #detector: SpeechDetector;
  readonly #surroundings = createSurroundings();
  #samples = new Float32Array(1 << 16);
  #length = 0;
  #levels: number[] = [];
  #speech: number[] = [];
  #energetic: number[] = [];

  constructor(detector: SpeechDetector) {
    this.#detector = detector;
  }

  /** Whole frames that are marked. */
  get frames(): number {
    return this.#levels.length;
  }

  /** Samples that are held; more than the frames' when the last frame is incomplete. */
  get length(): number {
    return this.#length;
  }

  append(block: Float32Array): void {
    this.#makeRoom(block.length);
    this.#samples.set(block, this.#length);
    this.#length += block.length;
    while ((this.frames + 1) * frameLength <= this.#length) this.#mark(this.frames * frameLength);
  }

  /** Fills the last frame with silence, so that every sample is in a frame; `length` stays what it was. */
  finish(): void {
    if (this.#length === this.frames * frameLength) return;
    this.#makeRoom(frameLength);
    this.#samples.fill(0, this.#length, (this.frames + 1) * frameLength);
    this.#mark(this.frames * frameLength);
  }

  marks(): Marks {
    return {
      levels: Float32Array.from(this.#levels),
      speech: Uint8Array.from(this.#speech),
      energetic: Uint8Array.from(this.#energetic),
    };
  }

  /** The samples of `from` up to `to`, never beyond what is held: a view, good until the tape is changed. */
  view(from: number, to: number): Float32Array {
    return this.#samples.subarray(Math.max(0, from), Math.min(to, this.#length));
  }

  /** Forgets the first `frames` frames. */
  drop(frames: number): void {
    const samples = Math.min(frames * frameLength, this.#length);
    this.#samples.copyWithin(0, samples, this.#length);
    this.#length -= samples;
    this.#levels.splice(0, frames);
    this.#speech.splice(0, frames);
    this.#energetic.splice(0, frames);
  }

  #mark(start: number): void {
    const frame = this.#samples.subarray(start, start + frameLength);
    const level = decibels(meanSquare(frame, 0, frameLength));
    const surroundings = this.#surroundings.add(level);
    const isSpeech = this.#detector.isSpeech(frame, level, surroundings);
    if (isSpeech && this.#speech.at(-1) === 0) this.#markOnset();
    this.#levels.push(level);
    this.#speech.push(isSpeech ? 1 : 0);
    this.#energetic.push(isEnergetic(level, surroundings) ? 1 : 0);
  }

  #markOnset(): void {
    const first = Math.max(0, this.frames - onsetFrames);
    for (let frame = this.frames - 1; frame >= first && this.#energetic[frame] === 1; frame--)
      this.#speech[frame] = 1;
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#samples.length) return;
    const grown = new Float32Array(Math.max(this.#samples.length * 2, this.#length + more));
    grown.set(this.#samples.subarray(0, this.#length));
    this.#samples = grown;
  }
}
