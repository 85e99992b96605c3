import { useEffect, useState } from 'react';
import { useTrax } from '../../trax.ts';
import { createPlayer, type Player } from './player.ts';

/** A player for as long as the recording is shown. Null in the first moment. */
export function usePlayer(recordingId: string, startAt: number | null): Player | null {
  const { host } = useTrax();
  const [player, setPlayer] = useState<Player | null>(null);
  useEffect(() => {
    const created = createPlayer(host.mediaUrl(recordingId));
    setPlayer(created);
    return () => created.close();
  }, [host, recordingId]);
  useEffect(() => {
    if (player && startAt !== null) player.seek(startAt);
  }, [player, startAt]);
  return player;
}
