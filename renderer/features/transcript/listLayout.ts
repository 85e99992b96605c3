import { useRef } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';

/** Pixels: a line of text, what is above and below a paragraph, and what a speaker's name adds. */
const lineHeight = 29;
const padding = 12;
const turnHeight = 34;
/** Characters of a usual line. Only a guess: what is in sight is measured. */
const lineLength = 78;

/** How high a paragraph probably is, so that little moves when it comes into sight. */
export function likelyHeight(segments: readonly Pick<Segment, 'text' | 'speaker'>[], index: number): number {
  const segment = segments[index];
  if (!segment) return lineHeight + padding;
  const isTurn = segment.speaker !== null && segments[index - 1]?.speaker !== segment.speaker;
  const lines = Math.max(1, Math.ceil(segment.text.length / lineLength));
  return padding + lines * lineHeight + (isTurn ? turnHeight : 0);
}

/** The ids of the segments; the very same list as long as none came, went or moved. */
export function useOrder(segments: readonly Pick<Segment, 'id'>[]): readonly string[] {
  const held = useRef<readonly string[]>([]);
  const isSame =
    held.current.length === segments.length && segments.every(({ id }, index) => id === held.current[index]);
  if (!isSame) held.current = segments.map(({ id }) => id);
  return held.current;
}
