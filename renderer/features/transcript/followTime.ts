import type { Player } from './player.ts';

/** Calls back with the player's second: on every frame while it plays, else whenever it moves. Gives what ends that. */
export function followTime({ media }: Player, onTime: (second: number) => void): () => void {
  const lifetime = new AbortController();
  let frame = 0;
  const tell = () => onTime(media.currentTime);
  const run = () => {
    tell();
    frame = media.paused ? 0 : requestAnimationFrame(run);
  };
  const start = () => {
    if (frame === 0) run();
  };
  // A hidden page has no frames; `timeupdate` comes all the same.
  for (const name of ['play', 'seeking', 'timeupdate', 'loadedmetadata'] as const)
    media.addEventListener(name, name === 'play' ? start : tell, { signal: lifetime.signal });
  start();
  return () => {
    lifetime.abort();
    cancelAnimationFrame(frame);
  };
}
