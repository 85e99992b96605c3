import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { clock } from '../../format.ts';
import { classes } from '../../ui/classes.ts';
import { ConflictNote } from './ConflictNote.tsx';
import type { Conflict, Editor } from './editor.ts';
import { SegmentText } from './SegmentText.tsx';
import { SpeakerButton } from './SpeakerMenu.tsx';

interface SegmentRowProps {
  editor: Editor;
  segment: Segment;
  index: number;
  start: number;
  /** Which speaker of the transcript it is, from 0; -1 where nobody is named. */
  speaker: number;
  /** Whether somebody else speaks than before. */
  isTurn: boolean;
  conflict: Conflict | undefined;
  onSpeaker: (segment: string, button: HTMLElement) => void;
  ref: Ref<HTMLLIElement>;
}

/** A paragraph: its time, who speaks, and its text. */
export const SegmentRow = memo(function SegmentRow(props: SegmentRowProps) {
  const { editor, segment, index, start, speaker, isTurn, conflict, onSpeaker, ref } = props;
  const { t } = useTranslation();
  const isShown = isTurn && segment.speaker !== null;
  return (
    <li
      ref={ref}
      data-index={index}
      data-segment={index}
      className={classes(
        'group absolute inset-x-0 top-0 grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3 py-1.5',
        isShown && index > 0 && 'pt-4',
      )}
      style={{ transform: `translateY(${start}px)` }}
    >
      <button
        type="button"
        tabIndex={-1}
        data-start={segment.start}
        aria-label={t('transcript.playFrom', { time: clock(segment.start) })}
        className="h-7.25 rounded text-end text-soft text-xs tabular-nums hover:text-ink"
      >
        {clock(segment.start)}
      </button>
      <div className="min-w-0">
        {isShown && <SpeakerButton segment={segment} place={speaker} onOpen={onSpeaker} />}
        <div className="flex items-start gap-1">
          <div className="min-w-0 grow">
            <SegmentText editor={editor} segment={segment} />
          </div>
          {!isShown && <SpeakerButton segment={segment} place={speaker} isQuiet onOpen={onSpeaker} />}
        </div>
        {segment.flags.map((flag) => (
          <span key={flag} className="mr-2 rounded bg-warning-soft px-1.5 py-0.5 text-warning text-xs">
            {t(`transcript.flag.${flag}`)}
          </span>
        ))}
        {conflict && <ConflictNote editor={editor} conflict={conflict} />}
      </div>
    </li>
  );
});
