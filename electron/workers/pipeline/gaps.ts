import { framesPerSecond } from './levels.ts';
import { countMarked, type Run, runsOf, widenRuns } from './runs.ts';
import type { Marks } from './tape.ts';

/** A time range of the recording in seconds. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

const seconds = (value: number) => Math.round(value * framesPerSecond);

/** Around text so much sound belongs to it: times are not exact, and words have quiet edges. */
const collar = seconds(0.35);
/** Sounds closer than this are one stretch. */
const joined = seconds(0.5);
/** So much marked speech without text is a gap. */
const speechGap = seconds(0.6);
/** So much other sound above the background without text is a gap: a cough or a door is shorter. */
const soundGap = seconds(1.2);
/** So long a stretch of steady sound without text is looked at too: loud speech over loud music has no background. */
const steadyGap = seconds(5);
/** Steady sound below this, in dBFS, is the room. */
const steadyLevel = -48;

/** A stretch with sound and no text. */
export interface Gap extends Run {
  /** Whether voice activity marks speech in it. */
  readonly isSpeech: boolean;
}

/** Frames that belong to text. `origin` is the frames' beginning in the recording, in seconds. */
function coveredFrames(texts: readonly TimeRange[], frames: number, origin: number): Uint8Array {
  const covered = new Uint8Array(frames);
  for (const { start, end } of texts) {
    const from = Math.floor((start - origin) * framesPerSecond) - collar;
    const to = Math.ceil((end - origin) * framesPerSecond) + collar;
    covered.fill(1, Math.max(0, from), Math.min(frames, Math.max(0, to)));
  }
  return covered;
}

/** Every stretch of the first `end` frames that has speech or other sound but no text, in order. */
export function findGaps(marks: Marks, texts: readonly TimeRange[], end: number, origin: number): Gap[] {
  const covered = coveredFrames(texts, end, origin);
  const open = (isMarked: (frame: number) => boolean) =>
    Uint8Array.from({ length: end }, (_, frame) => (covered[frame] === 0 && isMarked(frame) ? 1 : 0));
  const speech = open((frame) => marks.speech[frame] === 1);
  const sound = open((frame) => marks.speech[frame] === 1 || marks.energetic[frame] === 1);
  const steady = open((frame) => (marks.levels[frame] ?? -120) > steadyLevel);
  const gaps = [
    ...widenRuns(runsOf(sound), 0, joined, end).filter(
      (run) => countMarked(speech, run) >= speechGap || countMarked(sound, run) >= soundGap,
    ),
    ...widenRuns(runsOf(steady), 0, joined, end).filter((run) => countMarked(steady, run) >= steadyGap),
  ].sort((one, other) => one.from - other.from);
  return widenRuns(gaps, 0, 1, end).map((run) => ({
    ...run,
    isSpeech: countMarked(speech, run) >= speechGap,
  }));
}

/** Whether there is nothing at all to hear around a text: then it is invented. */
export function isInSilence(text: TimeRange, marks: Marks, origin: number): boolean {
  const around = runsOf(coveredFrames([text], marks.speech.length, origin));
  return around.every(
    (run) =>
      countMarked(marks.speech, run) + countMarked(marks.energetic, run) === 0 &&
      marks.levels.subarray(run.from, run.to).every((level) => level <= steadyLevel),
  );
}
