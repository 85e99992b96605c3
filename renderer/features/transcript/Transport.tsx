import { Pause, Play, Repeat, Rewind, ScanLine, ZoomIn, ZoomOut } from 'lucide-react';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { clock, lasting } from '../../format.ts';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { useCapsOf } from '../../useBindings.ts';
import { type Player, rates } from './player.ts';
import type { Passage } from './usePassage.ts';
import { useTime } from './useTime.ts';
import { type WaveState, zoomStep } from './waveform/useWave.ts';
import { countDoubtful } from './words.ts';

interface TransportProps {
  player: Player;
  duration: number | null;
  segments: readonly Segment[];
  wave: WaveState;
  passage: Passage;
  /** Is given the play button. */
  wayOut: RefObject<HTMLElement | null>;
}

/** Play, back, time, the passage, zoom, speed, and the way to the next doubtful word. */
export function Transport({ player, duration, segments, wave, passage, wayOut }: TransportProps) {
  const { actions } = useTrax();
  const { t, i18n } = useTranslation();
  const capsOf = useCapsOf();
  const { isPlaying, rate, hasFailed } = useStore(player.state);
  const doubtful = useMemo(() => countDoubtful(segments), [segments]);
  const Icon = isPlaying ? Pause : Play;
  return (
    <div className="flex flex-wrap items-center gap-1">
      <button
        ref={(button) => {
          wayOut.current = button;
        }}
        type="button"
        aria-label={isPlaying ? t('player.pause') : t('player.play')}
        // It stays where the focus goes from the text.
        aria-disabled={hasFailed}
        onClick={player.toggle}
        className="mr-1 flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-accent-ink hover:bg-accent-hover aria-disabled:opacity-50"
      >
        <Icon aria-hidden size={17} fill="currentColor" strokeWidth={0} />
      </button>
      <IconButton
        icon={Rewind}
        label={titleOf(i18n, 'player.back')}
        disabled={hasFailed}
        onClick={() => actions.run('player.back')}
      />
      <IconButton
        icon={Repeat}
        label={titleOf(i18n, 'player.repeat')}
        aria-pressed={passage.isRepeated}
        disabled={hasFailed}
        onClick={passage.toggleRepeat}
        className="aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
      />
      <Time player={player} duration={duration} />
      {wave.selection && (
        <Button look="quiet" onClick={passage.play}>
          <ScanLine aria-hidden size={15} />
          <span className="tabular-nums">
            {t('waveform.playSelection', { seconds: wave.selection.end - wave.selection.start })}
          </span>
        </Button>
      )}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-1">
        {doubtful > 0 && (
          <Button look="quiet" onClick={() => actions.run('transcript.nextDoubtful')}>
            <span className="underline decoration-warning decoration-dotted underline-offset-4">
              {t('transcript.doubtful', { count: doubtful })}
            </span>
            <Caps caps={capsOf('transcript.nextDoubtful') ?? []} />
          </Button>
        )}
        <IconButton
          icon={ZoomOut}
          label={titleOf(i18n, 'waveform.zoomOut')}
          disabled={wave.isWhole || hasFailed}
          onClick={() => wave.zoom(zoomStep, player.media.currentTime)}
        />
        <IconButton
          icon={ZoomIn}
          label={titleOf(i18n, 'waveform.zoomIn')}
          disabled={hasFailed}
          onClick={() => wave.zoom(1 / zoomStep, player.media.currentTime)}
        />
        <Select
          label={t('player.rate')}
          className="w-22"
          disabled={hasFailed}
          value={String(rate)}
          choices={rates.map((each) => ({ value: String(each), label: `${each}×` }))}
          onChange={(next) => player.setRate(Number(next))}
        />
      </div>
    </div>
  );
}

function Time({ player, duration }: { player: Player; duration: number | null }) {
  const time = useTime(player);
  return (
    <span className="whitespace-nowrap px-1 tabular-nums">
      {clock(time)}
      <span className="text-soft"> / {duration === null ? '–:––' : lasting(duration)}</span>
    </span>
  );
}
