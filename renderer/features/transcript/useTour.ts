import type { RefObject } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { useAction } from '../../actionRunner.ts';
import type { Player } from './player.ts';
import { needsScroll } from './sight.ts';
import { timeTolerance } from './useFollow.ts';
import { nextDoubtful, step, type WordPlace, wordAt } from './words.ts';

interface TourOptions {
  player: Player | null;
  segments: readonly Segment[];
  list: RefObject<HTMLElement | null>;
  /** Brings a segment into view. */
  show: (segment: number) => void;
}

/** Going through the transcript by words, by segments and by doubtful words. The sound goes along. */
export function useTour({ player, segments, list, show }: TourOptions) {
  const here = () => (player ? wordAt(segments, player.media.currentTime + timeTolerance) : null);
  const goTo = (place: WordPlace | null) => {
    const word = place && segments[place.segment]?.words[place.word];
    if (!place || !word || !player) return;
    player.seek(word.start);
    if (needsScroll(list.current, place.segment)) show(place.segment);
  };
  const goToSegment = (direction: 1 | -1) => {
    const from = here()?.segment ?? -1;
    goTo(step(segments, { segment: from + direction, word: -1 }, 1));
  };
  useAction('transcript.nextSegment', () => goToSegment(1));
  useAction('transcript.previousSegment', () => goToSegment(-1));
  useAction('transcript.nextDoubtful', () => goTo(nextDoubtful(segments, here(), 1)));
  useAction('transcript.previousDoubtful', () => goTo(nextDoubtful(segments, here(), -1)));
  return { stepWord: (direction: 1 | -1) => goTo(step(segments, here(), direction)) };
}
