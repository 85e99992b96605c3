import { deflateSync } from 'node:zlib';
import { findLoop } from '../../../shared/quality/loops.ts';
import { judgeRate } from '../../../shared/quality/rate.ts';
import { joinTexts } from '../../../shared/transcript/script.ts';
import type { DiscardedText, Word } from '../../../shared/transcript/segment.ts';

/** What is wrong with a recogniser's answer, and from which word on. */
export interface Fault {
  readonly reason: DiscardedText['reason'];
  /** Words before this index can be kept. */
  readonly firstBadWord: number;
}

/** Text that deflates better than this repeats itself (Whisper's own threshold for 30 s). */
const mostCompression = 2.4;
/** Shorter texts compress badly whatever they say, in characters. */
const shortestText = 80;
/** Words before the stretch that are looked at for a loop that goes on. */
const wordsBefore = 48;

/**
 * Looks for what a recogniser's answer cannot be: a phrase over and over (also one that began before), a text that
 * repeats itself all through, more text than can be spoken, or far too little. `speechSeconds` counts marked speech.
 */
export function findFault(words: readonly Word[], speechSeconds: number, textBefore: string): Fault | null {
  const texts = words.map((word) => word.text);
  const before = textBefore.split(/\s+/).filter(Boolean).slice(-wordsBefore);
  const loop = findLoop([...before, ...texts]);
  const loopEnd = loop ? loop.start + loop.period * loop.repeats : 0;
  if (loop && loopEnd > before.length) {
    return { reason: 'loop', firstBadWord: Math.max(0, loop.start - before.length) };
  }
  const text = joinTexts(texts);
  if (compressionRatio(text) > mostCompression) return { reason: 'loop', firstBadWord: 0 };
  const rate = judgeRate(text, speechSeconds);
  if (rate === 'too-much') return { reason: 'rate', firstBadWord: 0 };
  return rate === 'too-little' ? { reason: 'gap', firstBadWord: 0 } : null;
}

/** Bytes of a text per byte of its deflated form; 0 for texts that are too short to tell. */
export function compressionRatio(text: string): number {
  if (text.length < shortestText) return 0;
  const bytes = Buffer.from(text);
  return bytes.length / deflateSync(bytes).length;
}

/** The words without the repetitions of a loop: its phrase stays once, what follows it is cut off. */
export function withoutLoop<Spoken extends Word>(words: readonly Spoken[]): Spoken[] {
  const loop = findLoop(words.map((word) => word.text));
  return loop ? words.slice(0, loop.start + loop.period) : words.slice();
}
