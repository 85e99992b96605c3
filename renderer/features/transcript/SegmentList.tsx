import { useVirtualizer } from '@tanstack/react-virtual';
import { LocateFixed } from 'lucide-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { Button } from '../../ui/Button.tsx';
import type { Player } from './player.ts';
import { SegmentRow } from './SegmentRow.tsx';
import { needsScroll } from './sight.ts';
import { useFollow } from './useFollow.ts';
import { useTour } from './useTour.ts';
import { lastBegun } from './words.ts';

interface SegmentListProps {
  player: Player | null;
  segments: readonly Segment[];
  list: RefObject<HTMLElement | null>;
  /** Moves the focus out of the text, so that Tab goes on as usual. */
  onLeave: () => void;
  /** What stands below the last segment. */
  children?: ReactNode;
}

/** Pixels of a paragraph of two lines; the real height is measured. */
const usualHeight = 70;

/** The transcript as paragraphs, as far as they are in sight, following the sound until the person scrolls. */
export function SegmentList({ player, segments, list, onLeave, children }: SegmentListProps) {
  const { t } = useTranslation();
  const [isFollowing, setIsFollowing] = useState(true);
  const virtual = useVirtualizer({
    count: segments.length,
    getScrollElement: () => list.current,
    estimateSize: () => usualHeight,
    overscan: 6,
    paddingStart: 12,
  });
  const show = (segment: number) => virtual.scrollToIndex(segment, { align: 'center' });
  useFollow({
    player,
    segments,
    list,
    onSegment: (segment) => {
      if (isFollowing && needsScroll(list.current, segment)) show(segment);
    },
  });
  const { stepWord } = useTour({ player, segments, list, show });
  useEffect(() => list.current?.focus({ preventScroll: true }), [list]);

  const onClick = ({ target }: MouseEvent) => {
    const start = target instanceof Element && target.closest<HTMLElement>('[data-start]')?.dataset.start;
    if (!start || !player || !getSelection()?.isCollapsed) return;
    setIsFollowing(true);
    player.seek(Number(start));
    player.play();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'ArrowRight') stepWord(1);
    else if (event.key === 'ArrowLeft') stepWord(-1);
    else if (event.key === 'Escape') onLeave();
    else {
      if (/^(Arrow|Page|Home|End)/.test(event.key)) setIsFollowing(false);
      return;
    }
    event.preventDefault();
  };

  return (
    <div className="relative flex min-h-0 min-w-0 grow flex-col">
      <section
        ref={list}
        aria-label={t('transcript.text')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard, and the keys of the loop work here.
        tabIndex={0}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onWheel={() => setIsFollowing(false)}
        onTouchMove={() => setIsFollowing(false)}
        className="min-h-0 grow overflow-y-auto px-6 outline-none focus-visible:shadow-[inset_0_2px_0_var(--accent)]"
      >
        <ol className="relative mx-auto max-w-3xl" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const segment = segments[index];
            return (
              segment && (
                <SegmentRow
                  key={key}
                  ref={virtual.measureElement}
                  segment={segment}
                  index={index}
                  start={start}
                />
              )
            );
          })}
        </ol>
        <div className="mx-auto max-w-3xl pb-16 pl-19">{children}</div>
      </section>
      {segments.length > 0 && (
        <p className="shrink-0 truncate border-line border-t px-6 py-1.5 text-center text-soft text-xs">
          {t('transcript.keysNote')}
        </p>
      )}
      {!isFollowing && player && (
        <Button
          className="absolute right-6 bottom-12 rounded-full! shadow-float"
          onClick={() => {
            setIsFollowing(true);
            list.current?.focus({ preventScroll: true });
            show(Math.max(0, lastBegun(segments, player.media.currentTime)));
          }}
        >
          <LocateFixed aria-hidden size={15} />
          {t('transcript.follow')}
        </Button>
      )}
    </div>
  );
}
