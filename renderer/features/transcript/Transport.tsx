import { Pause, Play, Rewind } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { clock } from '../../format.ts';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { type Player, rates } from './player.ts';
import { useTime } from './useTime.ts';

interface TransportProps {
  player: Player;
  duration: number | null;
  /** How many words are doubtful. */
  doubtful: number;
  playButton: RefObject<HTMLButtonElement | null>;
}

/** Play, back, time, speed, and the way to the next doubtful word. */
export function Transport({ player, duration, doubtful, playButton }: TransportProps) {
  const { actions } = useTrax();
  const { t, i18n } = useTranslation();
  const { isPlaying, rate } = useStore(player.state);
  const Icon = isPlaying ? Pause : Play;
  return (
    <div className="flex items-center gap-2">
      <button
        ref={playButton}
        type="button"
        aria-label={isPlaying ? t('player.pause') : t('player.play')}
        onClick={player.toggle}
        className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-accent-ink hover:bg-accent-hover"
      >
        <Icon aria-hidden size={17} fill="currentColor" strokeWidth={0} />
      </button>
      <IconButton
        icon={Rewind}
        label={titleOf(i18n, 'player.back')}
        onClick={() => actions.run('player.back')}
      />
      <Time player={player} duration={duration} />
      <div className="grow" />
      {doubtful > 0 && (
        <Button look="quiet" onClick={() => actions.run('transcript.nextDoubtful')}>
          <span className="underline decoration-warning decoration-dotted underline-offset-4">
            {t('transcript.doubtful', { count: doubtful })}
          </span>
          <kbd className="rounded border border-line bg-sunken px-1 font-sans text-xs">F8</kbd>
        </Button>
      )}
      <Select
        label={t('player.rate')}
        className="w-22"
        value={String(rate)}
        choices={rates.map((each) => ({ value: String(each), label: `${each}×` }))}
        onChange={(next) => player.setRate(Number(next))}
      />
    </div>
  );
}

function Time({ player, duration }: { player: Player; duration: number | null }) {
  const time = useTime(player);
  return (
    <span className="pl-1 tabular-nums">
      {clock(time)}
      <span className="text-soft"> / {duration === null ? '–:––' : clock(duration)}</span>
    </span>
  );
}
