import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Client } from '../../host.ts';
import { Button } from '../../ui/Button.tsx';
import type { Player } from './player.ts';
import { Transport } from './Transport.tsx';
import { Waveform } from './Waveform.tsx';

type OpenRecording = Awaited<ReturnType<Client['library']['get']>>;

interface PlayerPanelProps {
  player: Player | null;
  recording: OpenRecording;
  doubtful: number;
  playButton: RefObject<HTMLButtonElement | null>;
}

/** Waveform and transport, or why there is no sound yet. */
export function PlayerPanel({ player, recording, doubtful, playButton }: PlayerPanelProps) {
  return (
    <div className="flex min-h-28 shrink-0 flex-col gap-3 border-line border-b px-6 pb-4">
      {player && (
        <Controls player={player} recording={recording} doubtful={doubtful} playButton={playButton} />
      )}
    </div>
  );
}

function Controls({ player, recording, doubtful, playButton }: PlayerPanelProps & { player: Player }) {
  const { t } = useTranslation();
  const { hasFailed, duration } = useStore(player.state);
  const { isPlayable } = recording;
  useEffect(() => {
    if (isPlayable && player.state.getState().hasFailed) player.reload();
  }, [isPlayable, player]);
  const length = duration ?? recording.duration;
  return (
    <>
      {hasFailed ? (
        <div className="flex h-14 items-center gap-3 rounded-lg bg-sunken px-4 text-soft" role="status">
          <span className="grow">{isPlayable ? t('player.failed') : t('player.notPlayableYet')}</span>
          {isPlayable && <Button onClick={player.reload}>{t('common.tryAgain')}</Button>}
        </div>
      ) : (
        <Waveform
          player={player}
          recordingId={recording.id}
          duration={length ?? 0}
          isDecoded={recording.item?.state === 'done' || recording.item === null}
        />
      )}
      <Transport player={player} duration={length} doubtful={doubtful} playButton={playButton} />
    </>
  );
}
