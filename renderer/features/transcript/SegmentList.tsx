import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { LocateFixed } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { ConflictNote } from './ConflictNote.tsx';
import { textAround } from './caret.ts';
import { directionOf } from './direction.ts';
import type { Editor } from './editor.ts';
import { FindPanel } from './FindPanel.tsx';
import { KeysNote } from './KeysNote.tsx';
import { likelyHeight, useOrder } from './listLayout.ts';
import type { Player } from './player.ts';
import { SegmentRow } from './SegmentRow.tsx';
import { SpeakerMenu } from './SpeakerMenu.tsx';
import { needsScroll } from './sight.ts';
import { useEditActions } from './useEditActions.ts';
import { useFollow } from './useFollow.ts';
import { useListKeys } from './useListKeys.ts';
import { usePauseWhileTyping } from './usePauseWhileTyping.ts';
import { useFocusText } from './useTextKeys.ts';
import { useTour } from './useTour.ts';
import { lastBegun } from './words.ts';

interface SegmentListProps {
  player: Player | null;
  editor: Editor;
  segments: readonly Segment[];
  /** Each speaker's place among the transcript's speakers. */
  speakers: ReadonlyMap<string, number>;
  /** ISO 639-1 */
  language: string | null;
  list: RefObject<HTMLElement | null>;
  /** Moves the focus out of the text, so that Tab goes on as usual. */
  onLeave: () => void;
  /** What stands below the last segment. */
  children?: ReactNode;
}

/** Milliseconds after the last key in which the text stays where it is. */
const typingCalm = 3000;

/** The transcript as paragraphs to type in, as far as they are in sight, following the sound until the person scrolls. */
export function SegmentList(props: SegmentListProps) {
  const { player, editor, segments, speakers, language, list, onLeave, children } = props;
  const { toasts } = useTrax();
  const { t } = useTranslation();
  const [isFollowing, setIsFollowing] = useState(true);
  const typedAt = useRef(Number.NEGATIVE_INFINITY);
  const conflicts = useStore(editor.state, (state) => state.conflicts);
  const order = useOrder(segments);
  const virtual = useVirtualizer({
    count: segments.length,
    getScrollElement: () => list.current,
    // The same function as long as the order is the same: for another one, every height is summed up anew.
    getItemKey: useCallback((index: number) => order[index] ?? index, [order]),
    estimateSize: (index) => likelyHeight(segments, index),
    overscan: 6,
    paddingStart: 12,
    useFlushSync: false,
    // What has the caret stays, however far one scrolls: it may hold what is not stored yet.
    rangeExtractor: useCallback(
      (range: Range) => {
        const held = order.indexOf(textAround(document.activeElement)?.dataset.text ?? '');
        const rows = defaultRangeExtractor(range);
        return held < 0 || rows.includes(held) ? rows : [...rows, held].sort((a, b) => a - b);
      },
      [order],
    ),
  });
  const show = (segment: number) => virtual.scrollToIndex(segment, { align: 'center' });
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  const showId = useCallback(
    (id: string) =>
      latest.current(editor.state.getState().segments.findIndex((segment) => segment.id === id)),
    [editor],
  );
  const focus = useFocusText(list, showId);
  const [speakersAt, setSpeakersAt] = useState<{ id: string; button: HTMLElement } | null>(null);
  const openSpeakers = useCallback((id: string, button: HTMLElement) => setSpeakersAt({ id, button }), []);
  const pauseWhileTyping = usePauseWhileTyping(player);
  useFollow({
    player,
    segments,
    list,
    onSegment: (segment) => {
      const isCalm = performance.now() - typedAt.current > typingCalm;
      if (isFollowing && isCalm && needsScroll(list.current, segment)) show(segment);
    },
  });
  const lastEdited = useRef<string | null>(null);
  const tour = useTour({ player, editor, segments, list, lastEdited, show, focus });
  useEditActions({
    editor,
    segments,
    list,
    focus,
    here: () => tour.here()?.segment ?? null,
    nameOf: (number) => t('speaker.numbered', { number }),
    onNoRoom: () =>
      toasts.getState().show({
        kind: 'problem',
        title: t('insert.noRoom'),
        lines: [t('insert.noRoomNext')],
      }),
  });
  const keys = useListKeys({
    player,
    editor,
    segments,
    list,
    focus,
    tour,
    onLeave,
    setIsFollowing,
  });
  useEffect(() => list.current?.focus({ preventScroll: true }), [list]);
  const undecided = useRef(conflicts.length);
  useEffect(() => {
    // Whoever has decided goes on in the text: the button that had the focus is gone.
    if (conflicts.length < undecided.current && document.activeElement === document.body)
      list.current?.focus({ preventScroll: true });
    undecided.current = conflicts.length;
  }, [conflicts.length, list]);

  return (
    <div className="relative flex min-h-0 min-w-0 grow flex-col">
      <FindPanel
        editor={editor}
        segments={segments}
        list={list}
        onShow={(segment) => {
          setIsFollowing(false);
          if (needsScroll(list.current, segment)) show(segment);
        }}
      />
      {conflicts
        .filter(({ theirs }) => theirs === null)
        .map((conflict) => (
          <div key={conflict.id} className="mx-auto w-full max-w-3xl shrink-0 px-6">
            <ConflictNote editor={editor} conflict={conflict} />
          </div>
        ))}
      <section
        ref={list}
        aria-label={t('transcript.text')}
        dir={directionOf(language, segments[0]?.text ?? '')}
        lang={language ?? undefined}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard, and the keys of the loop work here.
        tabIndex={0}
        {...keys}
        onInput={() => {
          typedAt.current = performance.now();
          pauseWhileTyping();
        }}
        onFocus={({ target }) => {
          lastEdited.current = textAround(target)?.dataset.text ?? null;
        }}
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
                  editor={editor}
                  segment={segment}
                  index={index}
                  start={start}
                  speaker={segment.speaker === null ? -1 : (speakers.get(segment.speaker) ?? -1)}
                  isTurn={segments[index - 1]?.speaker !== segment.speaker}
                  conflict={conflicts.find(({ id }) => id === segment.id)}
                  onSpeaker={openSpeakers}
                />
              )
            );
          })}
        </ol>
        <div className="mx-auto max-w-3xl pb-16 pl-19">{children}</div>
      </section>
      <SpeakerMenu
        editor={editor}
        segment={speakersAt ? segments.find(({ id }) => id === speakersAt.id) : undefined}
        button={speakersAt?.button ?? null}
        onClose={() => setSpeakersAt(null)}
      />
      {segments.length > 0 && <KeysNote />}
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
