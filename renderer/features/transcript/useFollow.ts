import { type RefObject, useEffect, useRef } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
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
 * Marks the word that is being spoken, on every frame. It goes past React: a new tree sixty times a second would cost
 * more than the whole application.
 */
export function useFollow({ player, segments, list, onSegment }: FollowOptions): void {
  const latest = useRef({ segments, onSegment });
  useEffect(() => {
    latest.current = { segments, onSegment };
  });
  useEffect(() => {
    if (!player) return;
    let marked: HTMLElement | null = null;
    let lastSegment = -1;
    let frame = requestAnimationFrame(mark);
    function mark() {
      frame = requestAnimationFrame(mark);
      const place = player && wordAt(latest.current.segments, player.media.currentTime + timeTolerance);
      const element = place && wordElement(list.current, place);
      if (element !== marked) {
        marked?.removeAttribute('data-speaking');
        element?.setAttribute('data-speaking', '');
        marked = element;
      }
      if (place && place.segment !== lastSegment) {
        lastSegment = place.segment;
        latest.current.onSegment(place.segment);
      }
    }
    return () => {
      cancelAnimationFrame(frame);
      marked?.removeAttribute('data-speaking');
    };
  }, [player, list]);
}
