import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { followTime } from './followTime.ts';
import type { Player } from './player.ts';
import { type WordPlace, wordAt } from './words.ts';

/** Seconds by which a media element may fall short of the time that it was sent to. Words last 0.02 s at least. */
export const timeTolerance = 0.002;

interface FollowOptions {
  player: Player | null;
  segments: readonly Segment[];
  list: RefObject<HTMLElement | null>;
  /** Called when the spoken word enters another segment. */
  onSegment: (segment: number) => void;
}

/** The element of a word, when it is in sight. */
export function wordElement(list: HTMLElement | null, place: WordPlace): HTMLElement | null {
  return (
    list?.querySelector<HTMLElement>(`[data-segment="${place.segment}"] [data-word="${place.word}"]`) ?? null
  );
}

/**
 * Marks the word that is being spoken, on every frame while the sound plays. It goes past React: a new tree sixty times a
 * second would cost more than the whole application. While nothing plays no frame is asked for: a key then finds the browser
 * idle, and is painted at once instead of with the next of a stream of frames.
 */
export function useFollow({ player, segments, list, onSegment }: FollowOptions): void {
  const latest = useRef({ segments, onSegment });
  const marked = useRef<HTMLElement | null>(null);
  const lastSegment = useRef(-1);
  const mark = useCallback(
    (second: number) => {
      const place = wordAt(latest.current.segments, second + timeTolerance);
      const element = place && wordElement(list.current, place);
      if (element !== marked.current) {
        marked.current?.removeAttribute('data-speaking');
        element?.setAttribute('data-speaking', '');
        marked.current = element;
      }
      if (place && place.segment !== lastSegment.current) {
        lastSegment.current = place.segment;
        latest.current.onSegment(place.segment);
      }
    },
    [list],
  );
  useEffect(() => {
    if (!player) return;
    const stop = followTime(player, mark);
    return () => {
      stop();
      marked.current?.removeAttribute('data-speaking');
      marked.current = null;
      lastSegment.current = -1;
    };
  }, [player, mark]);
  useEffect(() => {
    latest.current = { segments, onSegment };
    // Words come into sight and are written anew: the mark goes with the word.
    if (player) mark(player.media.currentTime);
  });
}
