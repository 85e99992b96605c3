import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import WaveSurfer from 'wavesurfer.js';
import { clock } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { loadPeaks } from './loadPeaks.ts';
import type { Player } from './player.ts';
import { useTime } from './useTime.ts';

/** Pixels. */
const height = 56;
/** Seconds that an arrow key moves. */
const keyStep = 5;

interface WaveformProps {
  player: Player;
  recordingId: string;
  /** Seconds. */
  duration: number;
  /** Whether the recording was decoded to its end, which is when there is a waveform. */
  isDecoded: boolean;
}

/** The recording at a glance; a click, a drag or an arrow key goes there. */
export function Waveform(props: WaveformProps) {
  const { player, duration } = props;
  const { t } = useTranslation();
  const time = useTime(player);
  const box = useWavesurfer(props);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: time - keyStep,
      ArrowRight: time + keyStep,
      Home: 0,
      End: duration,
    };
    const next = steps[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    player.seek(next);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('player.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(time)}
      aria-valuetext={clock(time)}
      onKeyDown={onKeyDown}
      className="relative rounded-md"
      style={{ height }}
    >
      <div aria-hidden className="absolute inset-x-0 top-1/2 h-px bg-line" />
      {/* Its colours are what the waveform is painted with, so that it follows the theme. */}
      <div ref={box} aria-hidden className="relative border-accent text-wave" />
    </div>
  );
}

/** Draws the peaks into the returned element and keeps them on the player's time. */
function useWavesurfer({ player, recordingId, duration, isDecoded }: WaveformProps) {
  const { host } = useTrax();
  const box = useRef<HTMLDivElement>(null);
  const { data: peaks } = useQuery({
    queryKey: ['peaks', recordingId],
    queryFn: ({ signal }) => loadPeaks(host.peaksUrl(recordingId), signal),
    enabled: isDecoded,
  });
  useEffect(() => {
    const container = box.current;
    if (!container || !peaks) return;
    const surfer = WaveSurfer.create({
      container,
      media: player.media,
      peaks: [peaks],
      duration,
      height,
      ...coloursOf(container),
      cursorWidth: 2,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      normalize: true,
      dragToSeek: { debounceTime: 0 },
    });
    const stopFollowing = followTheme(() => surfer.setOptions(coloursOf(container)));
    return () => {
      stopFollowing();
      surfer.destroy();
    };
  }, [player, peaks, duration]);
  return box;
}

function coloursOf(element: Element) {
  const { color, borderTopColor } = getComputedStyle(element);
  return { waveColor: color, progressColor: borderTopColor, cursorColor: borderTopColor };
}

/** Calls back when the system or the setting turns light or dark. Gives what ends that. */
function followTheme(onChange: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const setting = new MutationObserver(onChange);
  dark.addEventListener('change', onChange);
  setting.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', onChange);
    setting.disconnect();
  };
}
