import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../../shared/contract/transcripts.ts';
import { clock } from '../../../format.ts';
import { titleOf } from '../../../i18n.ts';
import { keysInWords } from '../../../keyName.ts';
import { useTrax } from '../../../trax.ts';
import { useCapsOf } from '../../../useBindings.ts';
import type { Editor } from '../editor.ts';
import { followTime } from '../followTime.ts';
import type { Player } from '../player.ts';
import { useTime } from '../useTime.ts';
import { drawWave } from './drawWave.ts';
import { loadWave } from './loadWave.ts';
import { usePalette } from './palette.ts';
import { Scrollbar } from './Scrollbar.tsx';
import type { WaveState } from './useWave.ts';
import { useWavePointer } from './useWavePointer.ts';
import type { Wave } from './wave.ts';

/** Pixels at the usual size of text; the picture grows with it. */
const height = 88;
/** An arrow key moves by this share of what is in sight, and by so many seconds at most. */
const keyShare = 0.02;
const longestKeyStep = 5;

/** What is done to the waveform by keys that people can change. */
const bindable = [
  'waveform.zoomIn',
  'waveform.zoomOut',
  'player.repeat',
  'transcript.startHere',
  'transcript.endHere',
] as const;

interface WaveformProps {
  player: Player;
  editor: Editor | null;
  segments: readonly Segment[];
  speakers: ReadonlyMap<string, number>;
  /** Seconds at which there are notes. */
  marks: readonly number[];
  recordingId: string;
  /** Seconds. */
  duration: number;
  /** How much of the recording was heard, in steps: with each there is more of its waveform. */
  heard: number;
  wave: WaveState;
}

/** The recording as it sounds and who speaks in it, from the whole of it down to a syllable. */
export function Waveform(props: WaveformProps) {
  const { player, editor, segments, speakers, marks, recordingId, duration, heard, wave } = props;
  const { t } = useTranslation();
  const keysHelp = useKeysHelp();
  const time = useTime(player);
  const box = useRef<HTMLDivElement>(null);
  const palette = usePalette();
  const sound = useSound(recordingId, heard);
  const pointer = useWavePointer({ box, player, editor, segments, duration, wave });
  const { view, selection } = wave;
  const canvas = useCanvas(box, (context, width) =>
    drawWave(context, {
      width,
      height,
      view,
      wave: sound,
      segments: pointer.shown,
      speakers,
      selection,
      marks,
      palette,
    }),
  );
  const head = usePlayhead(player, wave, pointer.isDragging);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = Math.min(longestKeyStep, (view.end - view.start) * keyShare);
    const length = view.end - view.start;
    const now = player.media.currentTime;
    const targets: Record<string, number> = {
      ArrowLeft: now - step,
      ArrowRight: now + step,
      PageUp: now - length,
      PageDown: now + length,
      Home: 0,
      End: duration,
    };
    const next = targets[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && (pointer.isDragging || selection)) {
      pointer.cancel();
      wave.select(null);
    } else if (next === undefined) return;
    else {
      const to = Math.max(0, Math.min(next, duration));
      if (event.shiftKey) wave.select(extended(selection, now, to));
      player.seek(to);
      wave.show(to);
    }
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-2">
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label={t('player.position')}
        aria-describedby="waveform-keys"
        aria-valuemin={0}
        aria-valuemax={Math.round(duration)}
        aria-valuenow={Math.round(time)}
        aria-valuetext={clock(time)}
        onKeyDown={onKeyDown}
        {...pointer.handlers}
        className="relative touch-none overflow-hidden rounded-md"
        style={{ height: `${height / 16}rem`, cursor: pointer.cursor }}
      >
        <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full" />
        <div ref={head} aria-hidden className="absolute inset-y-0 left-0 w-0.5 -translate-x-1/2 bg-accent" />
        <span id="waveform-keys" className="sr-only">
          {keysHelp}
        </span>
      </div>
      {!wave.isWhole && <Scrollbar wave={wave} duration={duration} />}
    </div>
  );
}

/** The waveform as far as it is known; what was known stays while the work on it rests. */
function useSound(recordingId: string, heard: number): Wave | null {
  const { host, queries } = useTrax();
  const queryKey = ['peaks', recordingId];
  const { data = null, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await loadWave(host.peaksUrl(recordingId), signal)) ?? queries.getQueryData<Wave>(queryKey) ?? null,
    enabled: heard > 0,
  });
  const known = useRef(heard);
  useEffect(() => {
    const before = known.current;
    known.current = heard;
    // What begins to be heard is asked for by the query itself.
    if (before > 0 && before !== heard) void refetch();
  }, [heard, refetch]);
  return data;
}

/** What can be done here by keyboard, with the keys as they are now. */
function useKeysHelp(): string {
  const { t, i18n } = useTranslation();
  const capsOf = useCapsOf();
  const bound = bindable.flatMap((id) => {
    const caps = capsOf(id);
    return caps ? t('waveform.keyOf', { action: titleOf(i18n, id), keys: keysInWords(t, caps) }) : [];
  });
  return [t('waveform.keys'), ...bound].join(' ');
}

/** The selection with its moving end at another second; a new one where that end is not one of its ends. */
function extended(selection: WaveState['selection'], from: number, to: number) {
  const isNear = (second: number | undefined) => second !== undefined && Math.abs(second - from) < 0.01;
  const fixed = isNear(selection?.end) ? selection?.start : isNear(selection?.start) ? selection?.end : from;
  return { start: Math.min(fixed ?? from, to), end: Math.max(fixed ?? from, to) };
}

/** A canvas as wide as its box and as fine as the screen, painted after every change. */
function useCanvas(
  box: RefObject<HTMLElement | null>,
  paint: (context: CanvasRenderingContext2D, width: number) => void,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const watching = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    watching.observe(box.current);
    return () => watching.disconnect();
  }, [box]);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || width === 0) return;
    const growth = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const scale = devicePixelRatio * growth;
    const [wide, high] = [Math.round(width * devicePixelRatio), Math.round(height * scale)];
    // Setting a size clears the canvas, also to the one that it has.
    if (canvas.current.width !== wide) canvas.current.width = wide;
    if (canvas.current.height !== high) canvas.current.height = high;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    paint(context, width / growth);
  });
  return canvas;
}

/** Moves the line of the spoken moment past React, and turns the page when it leaves the view. */
function usePlayhead(player: Player, { view, show }: WaveState, isHeld: boolean) {
  const head = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      followTime(player, (second) => {
        if (!head.current) return;
        const share = (second - view.start) / (view.end - view.start);
        head.current.style.left = `${100 * share}%`;
        if (!player.media.paused && !isHeld && share > 1) show(second);
      }),
    [player, view.start, view.end, show, isHeld],
  );
  return head;
}
