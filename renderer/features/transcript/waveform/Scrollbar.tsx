import { type PointerEvent, useRef } from 'react';
import type { WaveState } from './useWave.ts';

/** What of the recording is in sight; it can be dragged. The keyboard moves the view with the position. */
export function Scrollbar({ wave, duration }: { wave: WaveState; duration: number }) {
  const track = useRef<HTMLDivElement>(null);
  const { view, pan } = wave;
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    pan((event.movementX / Math.max(1, track.current?.clientWidth ?? 1)) * duration);
  };
  return (
    <div ref={track} aria-hidden className="relative h-2 rounded-full bg-sunken">
      <div
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        className="absolute inset-y-0 min-w-3 touch-none rounded-full bg-line-strong hover:bg-soft"
        style={{
          left: `${(100 * view.start) / duration}%`,
          width: `${(100 * (view.end - view.start)) / duration}%`,
        }}
      />
    </div>
  );
}
