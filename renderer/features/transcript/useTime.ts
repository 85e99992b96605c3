import { useSyncExternalStore } from 'react';
import type { Player } from './player.ts';

/** The player's time in whole seconds, for what people read. */
export function useTime({ media }: Player): number {
  return useSyncExternalStore(
    (onChange) => {
      media.addEventListener('timeupdate', onChange);
      media.addEventListener('seeking', onChange);
      return () => {
        media.removeEventListener('timeupdate', onChange);
        media.removeEventListener('seeking', onChange);
      };
    },
    () => Math.floor(media.currentTime),
  );
}
