import type { RefObject } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { useAction } from '../../actionRunner.ts';
import { selectedIn } from '../../ui/selected.ts';
import { textAround } from './caret.ts';
import type { Editor } from './editor.ts';
import type { Player } from './player.ts';
import { needsScroll } from './sight.ts';
import { timeTolerance } from './useFollow.ts';
import type { Focus } from './useTextKeys.ts';
import { nextDoubtful, step, stretchOf, type WordPlace, wordAt, wordAtOffset } from './words.ts';

interface TourOptions {
  player: Player | null;
  editor: Editor;
  segments: readonly Segment[];
  list: RefObject<HTMLElement | null>;
  /** The segment whose text had the focus last, while a menu or a button has it. */
  lastEdited: RefObject<string | null>;
  /** Brings a segment into view. */
  show: (segment: number) => void;
  focus: Focus;
}

/** Going through the transcript by words, by segments and by doubtful words. The sound goes along, and the caret where there is one. */
export function useTour({ player, editor, segments, list, lastEdited, show, focus }: TourOptions) {
  const inText = (): WordPlace | null => {
    const text = textAround(document.activeElement);
    const selected = text && list.current?.contains(text) && selectedIn(text);
    const segment = segments.findIndex(({ id }) => id === text?.dataset.text);
    const own = segments[segment];
    return own && selected ? { segment, word: wordAtOffset(own, selected.start) } : null;
  };
  const spoken = () => (player ? wordAt(segments, player.media.currentTime + timeTolerance) : null);
  const left = (): WordPlace | null => {
    const segment = segments.findIndex(({ id }) => id === lastEdited.current);
    return segment < 0 ? null : { segment, word: 0 };
  };
  const here = () => inText() ?? left() ?? spoken();

  const goTo = (place: WordPlace | null, select?: 'word' | 'start') => {
    const segment = place && segments[place.segment];
    const word = place && segment?.words[place.word];
    if (!place || !segment || !word) return;
    player?.seek(word.start);
    if (needsScroll(list.current, place.segment)) show(place.segment);
    if (select === 'word') focus(segment.id, stretchOf(segment, place.word));
    else if (select === 'start') focus(segment.id, { start: 0, end: 0 });
  };
  const goToSegment = (direction: 1 | -1) => {
    const isEditing = inText() !== null;
    const from = here()?.segment ?? -1;
    goTo(step(segments, { segment: from + direction, word: -1 }, 1), isEditing ? 'start' : undefined);
  };
  const tour = (direction: 1 | -1) => {
    editor.flush();
    goTo(nextDoubtful(segments, here(), direction), 'word');
  };
  useAction('transcript.nextSegment', () => goToSegment(1));
  useAction('transcript.previousSegment', () => goToSegment(-1));
  useAction('transcript.nextDoubtful', () => tour(1));
  useAction('transcript.previousDoubtful', () => tour(-1));
  useAction('transcript.markRight', () => {
    const place = here();
    const segment = place && segments[place.segment];
    if (!place || !segment) return;
    editor.apply({ type: 'markRight', id: segment.id, word: place.word });
    goTo(nextDoubtful(segments, place, 1), 'word');
  });
  return {
    here,
    stepWord: (direction: 1 | -1) => goTo(step(segments, spoken(), direction)),
    enterText: () => goTo(spoken() ?? step(segments, null, 1), 'word'),
  };
}
