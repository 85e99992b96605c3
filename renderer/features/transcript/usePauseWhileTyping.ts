import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useTrax } from '../../trax.ts';
import type { Player } from './player.ts';

/** Milliseconds after the last letter in which the sound goes on again. */
const goOnAfter = 1000;

/** Told of every letter; lets the sound stand still meanwhile, where the person wishes so. */
export function usePauseWhileTyping(player: Player | null): () => void {
  const { api } = useTrax();
  const isWished = useQuery(api.settings.get.queryOptions()).data?.pauseWhileTyping ?? false;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    if (!isWished || !player) return;
    const isWaiting = timer.current !== undefined;
    if (player.media.paused && !isWaiting) return;
    player.pause();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      player.play();
    }, goOnAfter);
  }, [isWished, player]);
}
