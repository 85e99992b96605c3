import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { textAround } from './caret.ts';
import type { Editor } from './editor.ts';
import type { Player } from './player.ts';
import { type Focus, useTextKeys } from './useTextKeys.ts';
import type { useTour } from './useTour.ts';

interface ListKeys {
  player: Player | null;
  editor: Editor;
  segments: readonly Segment[];
  list: RefObject<HTMLElement | null>;
  focus: Focus;
  tour: ReturnType<typeof useTour>;
  onLeave: () => void;
  setIsFollowing: (isFollowing: boolean) => void;
}

/**
 * The mouse and the keys in the transcript. While the list itself has the focus it is read: arrows go by words, Enter goes
 * into the text. In a text they are the text's.
 */
export function useListKeys(options: ListKeys) {
  const { player, list, tour, onLeave, setIsFollowing } = options;
  const onTextKey = useTextKeys(options);

  const onClick = ({ target }: MouseEvent) => {
    const start = target instanceof Element && target.closest<HTMLElement>('[data-start]')?.dataset.start;
    if (!start || !player || !getSelection()?.isCollapsed) return;
    setIsFollowing(true);
    player.seek(Number(start));
    player.play();
  };

  const onReadingKey = ({ key }: KeyboardEvent): boolean => {
    if (key === 'ArrowRight') tour.stepWord(1);
    else if (key === 'ArrowLeft') tour.stepWord(-1);
    else if (key === 'Enter') tour.enterText();
    else {
      if (/^(Arrow|Page|Home|End)/.test(key)) setIsFollowing(false);
      return false;
    }
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // What opens above the list tells of its keys here too, and has its own use for them.
    if (!(event.target instanceof Node && list.current?.contains(event.target))) return;
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    const isText = textAround(event.target) !== null;
    let isTaken = false;
    if (event.key === 'Escape' && isPlain) {
      onLeave();
      isTaken = true;
    } else if (isText) isTaken = onTextKey(event);
    else if (isPlain && event.target === list.current) isTaken = onReadingKey(event);
    if (isTaken) event.preventDefault();
  };
  return { onClick, onKeyDown };
}
