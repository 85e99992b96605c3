import { type PointerEvent, type RefObject, useEffect, useState } from 'react';
import type { Segment } from '../../../../shared/contract/transcripts.ts';
import { withPlan } from '../../../../shared/transcript/plan.ts';
import { planEdit } from '../../../../shared/transcript/planEdit.ts';
import type { Editor } from '../editor.ts';
import type { Player } from '../player.ts';
import { lastBegun } from '../words.ts';
import { type Border, borderCommand, borderNear, limitsOf } from './borders.ts';
import type { WaveState } from './useWave.ts';

/** Pixels: so near, a border is taken hold of. */
const grip = 5;
/** Pixels: what moves less is a click. */
const clickReach = 3;

interface PointerOptions {
  box: RefObject<HTMLElement | null>;
  player: Player;
  editor: Editor | null;
  segments: readonly Segment[];
  duration: number;
  wave: WaveState;
}

/** What the mouse holds: a border, or the beginning of a selection. Seconds. */
type Hold = { kind: 'border'; border: Border; at: number } | { kind: 'ground'; from: number; x: number };

/**
 * The mouse on the waveform: a click goes there, a drag selects, a drag at a border moves that, the wheel zooms, and with
 * Shift or sideways it pans. Gives the segments as they would be if the mouse let go now.
 */
export function useWavePointer({ box, player, editor, segments, duration, wave }: PointerOptions) {
  const [hold, setHold] = useState<Hold | null>(null);
  const [isOverBorder, setIsOverBorder] = useState(false);
  const { view, zoom, pan, select } = wave;
  const secondsPerPixel = () => (view.end - view.start) / Math.max(1, box.current?.clientWidth ?? 1);
  const secondAt = (x: number) =>
    view.start + (x - (box.current?.getBoundingClientRect().left ?? 0)) * secondsPerPixel();
  const borderAt = (x: number) => editor && borderNear(segments, secondAt(x), grip * secondsPerPixel());
  useWheel(box, (event) => {
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (isSideways) pan((event.deltaX || event.deltaY) * secondsPerPixel());
    else zoom(1.002 ** event.deltaY, secondAt(event.clientX));
  });

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    box.current?.setPointerCapture(event.pointerId);
    const [border, second] = [borderAt(event.clientX), secondAt(event.clientX)];
    editor?.flush();
    setHold(
      border ? { kind: 'border', border, at: second } : { kind: 'ground', from: second, x: event.clientX },
    );
  };
  const onPointerMove = (event: PointerEvent) => {
    const second = Math.min(duration, Math.max(0, secondAt(event.clientX)));
    if (!hold) return setIsOverBorder(borderAt(event.clientX) !== null);
    if (hold.kind === 'border') {
      const { start, end } = limitsOf(segments, hold.border, duration);
      setHold({ ...hold, at: Math.max(start, Math.min(second, end)) });
    } else if (Math.abs(event.clientX - hold.x) > clickReach) {
      select({ start: Math.min(hold.from, second), end: Math.max(hold.from, second) });
    }
  };
  const onPointerUp = (event: PointerEvent) => {
    setHold(null);
    if (!hold) return;
    if (hold.kind === 'border') {
      const command = borderCommand(segments, hold.border, hold.at);
      if (command) editor?.apply(command);
    } else if (Math.abs(event.clientX - hold.x) <= clickReach) {
      select(null);
      player.seek(hold.from);
    }
  };
  /** The paragraph under the mouse becomes the selection. */
  const onDoubleClick = (event: { clientX: number }) => {
    const own = segments[lastBegun(segments, secondAt(event.clientX))];
    if (own) select({ start: own.start, end: own.end });
  };
  const dragged = hold?.kind === 'border' ? borderCommand(segments, hold.border, hold.at) : null;
  return {
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: () => setHold(null),
      onLostPointerCapture: () => setHold(null),
      onDoubleClick,
    },
    isDragging: hold !== null,
    cancel: () => setHold(null),
    cursor: hold?.kind === 'border' || isOverBorder ? 'ew-resize' : 'text',
    shown: dragged ? asIf(segments, dragged, duration) : segments,
  };
}

function asIf(
  segments: readonly Segment[],
  command: NonNullable<ReturnType<typeof borderCommand>>,
  duration: number,
) {
  const plan = planEdit(segments, command, duration);
  return plan
    ? withPlan(segments, plan, (next, former) => ({ ...next, revision: former?.revision ?? 0 }))
    : segments;
}

/** React listens to the wheel passively, and so could not keep the page from scrolling. */
function useWheel(box: RefObject<HTMLElement | null>, onWheel: (event: WheelEvent) => void): void {
  useEffect(() => {
    const element = box.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      onWheel(event);
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  });
}
