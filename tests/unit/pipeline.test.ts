import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAnnotation } from '../../electron/workers/pipeline/ear.ts';
import { cutExcerpt, toRecording } from '../../electron/workers/pipeline/excerpt.ts';
import { findGaps, isInSilence } from '../../electron/workers/pipeline/gaps.ts';
import { type HeardWord, settleTimes } from '../../electron/workers/pipeline/heardWord.ts';
import { chooseHints } from '../../electron/workers/pipeline/hints.ts';
import { findFault, withoutLoop } from '../../electron/workers/pipeline/judge.ts';
import { createLanguageChoice } from '../../electron/workers/pipeline/language.ts';
import { makeLedger } from '../../electron/workers/pipeline/ledger.ts';
import { createSurroundings } from '../../electron/workers/pipeline/levels.ts';
import { planWindow } from '../../electron/workers/pipeline/plan.ts';
import { lengthOf, runsOf } from '../../electron/workers/pipeline/runs.ts';
import { assembleSegments } from '../../electron/workers/pipeline/segments.ts';
import { createEnergyDetector } from '../../electron/workers/pipeline/speech.ts';
import { type Marks, Tape } from '../../electron/workers/pipeline/tape.ts';
import { parsePeaks, peaksHeader, quantizePeak } from '../../shared/formats/peaks.ts';
import { coverageFaults } from '../../shared/quality/coverage.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';

const framesPerSecond = 31.25;
const frames = (seconds: number) => Math.round(seconds * framesPerSecond);

function word(text: string, start: number, end: number): HeardWord {
  return { text, start, end, confidence: 0.9, isEstimated: false, origin: 'heard', language: 'en' };
}

function spoken(text: string, start = 0, step = 0.3): HeardWord[] {
  return text
    .split(' ')
    .map((each, index) => word(each, start + index * step, start + index * step + step * 0.9));
}

/** Marks of `seconds` with speech in the given stretches, at -20 dBFS over a floor of -70. */
function marksOf(seconds: number, speech: readonly [number, number][]): Marks {
  const length = frames(seconds);
  const isSpoken = Uint8Array.from({ length }, (_, frame) =>
    speech.some(([from, to]) => frame >= frames(from) && frame < frames(to)) ? 1 : 0,
  );
  return {
    levels: Float32Array.from(isSpoken, (each) => (each ? -20 : -70)),
    speech: isSpoken,
    energetic: isSpoken,
  };
}

describe('windows', () => {
  const longest = frames(30);

  test('wait until they are full', () => {
    expect(planWindow(marksOf(20, [[1, 19]]), longest, false)).toBeNull();
  });

  test('are cut in the long pause near their end, not in a word', () => {
    const plan = planWindow(
      marksOf(40, [
        [0, 12],
        [12.2, 27],
        [28, 40],
      ]),
      longest,
      false,
    );
    expect(plan?.end).toBeGreaterThan(frames(27));
    expect(plan?.end).toBeLessThan(frames(28));
  });

  test('leave out long silences and reach further instead', () => {
    const plan = planWindow(
      marksOf(60, [
        [0, 10],
        [25, 35],
        [50, 58],
      ]),
      longest,
      true,
    );
    expect(plan?.end).toBe(frames(60));
    expect(plan?.pieces).toHaveLength(3);
    expect(lengthOf(plan?.pieces ?? [])).toBeLessThan(longest);
  });

  test('of silence alone send nothing, and do not wait for ever', () => {
    const plan = planWindow(marksOf(61, []), longest, false);
    expect(plan?.pieces).toEqual([]);
    expect(plan?.end).toBeGreaterThan(0);
  });

  test('are planned as soon as twice their length is heard, whatever is in it, so that memory is bounded', () => {
    const bit = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(bit, (lengths) => {
        const speech = new Uint8Array(2 * longest);
        let at = 0;
        for (let index = 0; at < speech.length; index++) {
          const length = lengths[index % lengths.length] ?? 1;
          speech.fill(index % 2, at, at + length);
          at += length;
        }
        const levels = Float32Array.from(speech, (each) => each * 50 - 70);
        const plan = planWindow({ levels, speech, energetic: speech }, longest, false);
        expect(plan?.end).toBeGreaterThan(frames(10));
      }),
    );
  });

  test('of speech without any pause are cut all the same', () => {
    const plan = planWindow(marksOf(40, [[0, 40]]), longest, false);
    expect(plan?.end).toBeGreaterThan(frames(15));
    expect(plan?.end).toBeLessThanOrEqual(longest);
  });

  test('tile any recording in order, never longer than may be sent, with all speech in them', () => {
    const stretch = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 2500 }));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), (stretches) => {
        let speech: number[] = stretches.flatMap(([spoken, silent]) => [
          ...new Array<number>(spoken).fill(1),
          ...new Array<number>(silent).fill(0),
        ]);
        while (speech.length > 0) {
          const isSpoken = Uint8Array.from(speech);
          const marks = {
            levels: Float32Array.from(speech, (each) => each * 50 - 70),
            speech: isSpoken,
            energetic: isSpoken,
          };
          const plan = planWindow(marks, longest, true);
          if (!plan) return expect.fail('the end of a recording needs no more');
          expect(plan.end).toBeGreaterThan(0);
          expect(plan.end).toBeLessThanOrEqual(speech.length);
          expect(lengthOf(plan.pieces)).toBeLessThanOrEqual(longest);
          const sent = new Uint8Array(speech.length);
          for (const { from, to } of plan.pieces) sent.fill(1, from, to);
          expect(speech.slice(0, plan.end).every((each, frame) => each === 0 || sent[frame] === 1)).toBe(
            true,
          );
          speech = speech.slice(plan.end);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('the tape', () => {
  test('forgets what is final and keeps the rest in place', () => {
    const tape = new Tape(createEnergyDetector());
    tape.append(Float32Array.from({ length: 1500 }, (_, index) => index / 2000));
    expect(tape.frames).toBe(2);
    tape.drop(1);
    expect(tape.length).toBe(1500 - 512);
    expect(tape.view(0, 1)[0]).toBeCloseTo(512 / 2000);
    tape.finish();
    expect(tape.frames).toBe(2);
    expect(tape.view(0, 5000)).toHaveLength(1500 - 512);
    expect(tape.marks().levels).toHaveLength(2);
  });

  test('gives excerpts whose times lead back to the recording', () => {
    const tape = new Tape(createEnergyDetector());
    tape.append(new Float32Array(512 * 100));
    const excerpt = cutExcerpt(
      tape,
      [
        { from: 0, to: 25 },
        { from: 50, to: 75 },
      ],
      100,
    );
    expect(excerpt.samples).toHaveLength(512 * 50);
    expect(toRecording(excerpt, { start: 0.1, end: 0.5 })).toEqual({ start: 100.1, end: 100.5 });
    const second = toRecording(excerpt, { start: 0.9, end: 1.2 });
    expect(second.start).toBeCloseTo(101.7);
    expect(second.end).toBeCloseTo(102);
    const joint = toRecording(excerpt, { start: 0.7, end: 1.2 });
    expect(joint.start).toBeCloseTo(101.6);
  });
});

test('an energy detector marks what stands out of the background, in a quiet recording too', () => {
  for (const level of [-20, -55]) {
    const surroundings = createSurroundings();
    const detector = createEnergyDetector();
    const frame = new Float32Array(512);
    const marked = Array.from({ length: 300 }, (_, index) => {
      const isSpoken = index % 100 > 50;
      const loudness = isSpoken ? level : level - 25;
      return detector.isSpeech(frame, loudness, surroundings.add(loudness)) === isSpoken;
    });
    expect(marked.slice(100).filter(Boolean).length).toBeGreaterThan(180);
  }
});

describe('faults', () => {
  test('are found where a loop begins', () => {
    const words = spoken(`Alice works in Berlin. ${'The box is green. '.repeat(4).trim()}`);
    expect(findFault(words, 8, '')).toEqual({ reason: 'loop', firstBadWord: 4 });
    expect(withoutLoop(words)).toHaveLength(8);
  });

  test('are found when a loop goes on from the window before', () => {
    const before = 'It was late. The box is green. The box is green.';
    expect(findFault(spoken('The box is green. And so on.'), 3, before)).toEqual({
      reason: 'loop',
      firstBadWord: 0,
    });
    expect(findFault(spoken('And so on.'), 1, `${before} The box is green.`)).toBeNull();
  });

  test('are a collapse of much speech into one line, and more text than can be spoken', () => {
    expect(findFault(spoken('The number is ten.'), 25, '')?.reason).toBe('gap');
    const babble = Array.from({ length: 300 }, (_, index) =>
      ((index * 2_654_435_761) % 2 ** 32).toString(36),
    ).join(' ');
    expect(findFault(spoken(babble), 20, '')?.reason).toBe('rate');
  });

  test('are not seen in ordinary speech', () => {
    expect(findFault(spoken('Please send the email to Bob. Yes I can see the plan.'), 4, '')).toBeNull();
    expect(findFault([], 1, '')).toBeNull();
  });
});

test.each([
  ['[Music]', true],
  [' (applause) ', true],
  ['♪♪', true],
  ['♪ Hello Henry ♪', false],
  ['Hello (again) Henry', false],
])('%j only describes a sound: %s', (text, expected) => {
  expect(isAnnotation(text)).toBe(expected);
});

describe('gaps', () => {
  test('are speech or other sound without text, not breaths between words', () => {
    const marks = marksOf(20, [
      [1, 5],
      [8, 11],
      [15, 15.3],
    ]);
    const gaps = findGaps(marks, [{ start: 1, end: 4.8 }], frames(20), 0);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ from: frames(8), isSpeech: true });
  });

  test('are steady sound too, when it lasts', () => {
    const steady = { ...marksOf(10, []), levels: new Float32Array(frames(10)).fill(-30) };
    expect(findGaps(steady, [], frames(10), 0)).toMatchObject([{ isSpeech: false }]);
  });

  test('tell text that stands in silence', () => {
    const marks = marksOf(20, [[1, 5]]);
    expect(isInSilence({ start: 10, end: 12 }, marks, 0)).toBe(true);
    expect(isInSilence({ start: 4, end: 6 }, marks, 0)).toBe(false);
  });
});

describe('the ledger', () => {
  test('says what is text, unresolved, music and silence', () => {
    const marks = marksOf(30, [
      [1, 5],
      [10, 14],
    ]);
    marks.levels.fill(-30, frames(20), frames(30));
    const text = { start: 1.1, end: 4.9 };
    const rows = makeLedger(marks, [text], [text], 100, 130);
    expect(coverageFaults(rows, 100, 130)).toEqual([]);
    const kinds = makeLedger(marks, [{ start: 101.1, end: 104.9 }], [{ start: 101.1, end: 104.9 }], 100, 130);
    expect(kinds.map((row) => row.kind)).toEqual([
      'silence',
      'text',
      'silence',
      'unresolved',
      'silence',
      'music',
    ]);
  });

  test('accounts for every second, whatever was heard', () => {
    const range = fc.tuple(fc.integer({ min: 0, max: 290 }), fc.integer({ min: 1, max: 60 }));
    const ranges = fc.array(range, { maxLength: 6 });
    fc.assert(
      fc.property(ranges, ranges, (speech, heard) => {
        const marks = marksOf(
          30,
          speech.map(([from, length]) => [from / 10, (from + length) / 10]),
        );
        let reached = 0;
        const segments = heard
          .toSorted(([one], [other]) => one - other)
          .flatMap(([from, length]) => {
            const start = Math.max(reached, from / 10);
            const end = Math.min(30, (from + length) / 10);
            if (end <= start) return [];
            reached = end;
            return [{ start, end }];
          });
        expect(coverageFaults(makeLedger(marks, segments, segments, 0, 30), 0, 30)).toEqual([]);
      }),
    );
  });
});

describe('segments', () => {
  test('end with sentences and long pauses, not with abbreviations', () => {
    const words = [...spoken('Mr. Bob sent it. Hello'), ...spoken('again Henry', 5)];
    expect(assembleSegments(words).map((segment) => segment.text)).toEqual([
      'Mr. Bob sent it.',
      'Hello',
      'again Henry',
    ]);
  });

  test('are at most 15 seconds long', () => {
    const segments = assembleSegments(
      spoken(Array.from({ length: 150 }, (_, index) => `word${index}`).join(' ')),
    );
    expect(segments.length).toBeGreaterThan(2);
    expect(Math.max(...segments.map((segment) => segment.end - segment.start))).toBeLessThanOrEqual(15);
  });

  test('say what people should look at', () => {
    const doubtful = { ...word('Thanks', 0, 0.3), confidence: 0.2, origin: 'recovered' as const };
    const [segment] = assembleSegments([
      doubtful,
      ...spoken('for watching!', 0.3).map((each) => ({ ...each, confidence: 0.2 })),
    ]);
    expect(segment?.flags.toSorted()).toEqual(['low-confidence', 'outro-phrase', 'recovered']);
  });

  test('of scripts without spaces are written without spaces', () => {
    expect(assembleSegments([word('東京', 0, 0.4), word('に', 0.4, 0.6)])[0]?.text).toBe('東京に');
  });
});

test('settled times keep the invariant, whatever they were', () => {
  const time = fc.double({ min: -5, max: 40, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 60 }), (times) => {
      const words = settleTimes(
        times.map(([start, end]) => word('so', start, end)),
        2,
        30,
      );
      expect(words).toHaveLength(times.length);
      const first = words[0];
      const last = words.at(-1);
      const segment = {
        start: first?.start ?? 0,
        end: last?.end ?? 0,
        words,
        text: words.map(({ text }) => text).join(' '),
      };
      expect(transcriptFaults([segment], 30)).toEqual([]);
      expect(first?.start).toBeGreaterThanOrEqual(2);
    }),
  );
});

describe('the language', () => {
  test('is detected until two windows agree, and again after a while', () => {
    const choice = createLanguageChoice('auto');
    expect(choice.next()).toBe('auto');
    choice.heard('de');
    expect(choice.next()).toBe('auto');
    choice.heard('de');
    expect(choice.next()).toBe('de');
    for (let window = 0; window < 8; window++) choice.heard('de');
    expect(choice.next()).toBe('auto');
    choice.heard('fr');
    expect(choice.next()).toBe('auto');
  });

  test('that was asked for is kept', () => {
    const choice = createLanguageChoice('ja');
    choice.heard('zh');
    expect(choice.next()).toBe('ja');
  });
});

test('at most ten hints are given, those spoken of late first', () => {
  const hints = Array.from({ length: 12 }, (_, index) => `term${index}`);
  expect(chooseHints(hints, 'We know term11 by now.')).toEqual(['term11', ...hints.slice(0, 9)]);
});

test('runs of marks are found at both ends', () => {
  expect(runsOf([1, 1, 0, 1])).toEqual([
    { from: 0, to: 2 },
    { from: 3, to: 4 },
  ]);
});

test('a peaks file is read back as it was written, and another file is refused', () => {
  const bytes = new Uint8Array([
    ...peaksHeader(),
    ...new Uint8Array(Int8Array.of(quantizePeak(-1), quantizePeak(0.5)).buffer),
  ]);
  expect(parsePeaks(bytes)).toEqual({ peaksPerSecond: 50, values: Int8Array.of(-127, 64) });
  expect(parsePeaks(new TextEncoder().encode('RIFF....WAVE'))).toBeNull();
});
