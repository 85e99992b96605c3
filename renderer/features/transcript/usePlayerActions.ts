import type { RefObject } from 'react';
import { useAction } from '../../actionRunner.ts';
import type { Player } from './player.ts';

/** Seconds: long enough to hear a phrase again. */
const backStep = 3;

/**
 * Play and back from anywhere in the place. Tab plays only while the text has the focus, so that elsewhere it moves
 * the focus as usual; Space leaves controls alone that need it themselves.
 */
export function usePlayerActions(player: Player | null, list: RefObject<HTMLElement | null>): void {
  const mayTake = (event: KeyboardEvent | undefined) => {
    if (!event) return true;
    if (event.key === 'Tab') return list.current?.contains(document.activeElement) ?? false;
    return !(event.target instanceof Element && event.target.closest('button,a,[role=combobox]'));
  };
  useAction('player.toggle', (event) => {
    if (!player || !mayTake(event)) return false;
    player.toggle();
  });
  useAction('player.back', (event) => {
    if (!player || !mayTake(event)) return false;
    player.seek(player.media.currentTime - backStep);
    player.play();
  });
  useAction('player.slower', () => player?.stepRate(-1));
  useAction('player.faster', () => player?.stepRate(1));
}
