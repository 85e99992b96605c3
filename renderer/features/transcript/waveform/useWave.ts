import { useCallback, useState } from 'react';
import type { Stretch } from '../../../../shared/transcript/wordTimes.ts';
import { useAction } from '../../../actionRunner.ts';
import type { Player } from '../player.ts';
import { moved, showing, zoomed } from './view.ts';

/** What of the recording is in sight, and what of it is selected. */
export interface WaveState {
  /** Seconds. */
  readonly view: Stretch;
  readonly isWhole: boolean;
  readonly selection: Stretch | null;
  /** Shows `factor` times as much around a second, where that is in sight. */
  zoom(factor: number, at: number): void;
  pan(seconds: number): void;
  /** Turns the page where a second is out of sight. */
  show(second: number): void;
  showWhole(): void;
  select(stretch: Stretch | null): void;
}

/** One step of the buttons and keys. */
export const zoomStep = 2;

/** Zoom and selection, for as long as the recording is open. `duration` in seconds. */
export function useWave(player: Player, duration: number): WaveState {
  // Nothing chosen means the whole, however long that turns out to be.
  const [chosen, setChosen] = useState<Stretch | null>(null);
  const [selection, select] = useState<Stretch | null>(null);
  const whole = { start: 0, end: Math.max(duration, 0.1) };
  const change = useCallback(
    (next: (view: Stretch) => Stretch) =>
      setChosen((before) => {
        const view = next(before ?? { start: 0, end: duration });
        return view.end - view.start >= duration ? null : view;
      }),
    [duration],
  );
  const zoom = useCallback(
    (factor: number, at: number) =>
      change((view) => {
        const isInSight = at >= view.start && at <= view.end;
        return zoomed(view, factor, isInSight ? at : (view.start + view.end) / 2, duration);
      }),
    [change, duration],
  );
  const here = () => player.media.currentTime;
  useAction('waveform.zoomIn', () => zoom(1 / zoomStep, here()));
  useAction('waveform.zoomOut', () => zoom(zoomStep, here()));
  useAction('waveform.showAll', () => setChosen(null));
  return {
    view: chosen ?? whole,
    isWhole: chosen === null,
    selection,
    zoom,
    pan: useCallback(
      (seconds: number) => change((view) => moved(view, seconds, duration)),
      [change, duration],
    ),
    show: useCallback(
      (second: number) => change((view) => showing(view, second, duration)),
      [change, duration],
    ),
    showWhole: () => setChosen(null),
    select,
  };
}
