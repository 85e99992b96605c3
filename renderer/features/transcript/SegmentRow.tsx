import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { clock } from '../../format.ts';
import { doubtThreshold, piecesOf } from './words.ts';

interface SegmentRowProps {
  segment: Segment;
  index: number;
  start: number;
  ref: Ref<HTMLLIElement>;
}

/** A paragraph: its time, and its words, each of which can be clicked. */
export const SegmentRow = memo(function SegmentRow({ segment, index, start, ref }: SegmentRowProps) {
  const { t } = useTranslation();
  return (
    <li
      ref={ref}
      data-index={index}
      data-segment={index}
      className="absolute inset-x-0 top-0 grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3 py-1.5"
      style={{ transform: `translateY(${start}px)` }}
    >
      <button
        type="button"
        tabIndex={-1}
        data-start={segment.start}
        aria-label={t('transcript.playFrom', { time: clock(segment.start) })}
        className="h-7.25 rounded text-right text-soft text-xs tabular-nums hover:text-ink"
      >
        {clock(segment.start)}
      </button>
      <div dir="auto" lang={segment.language ?? undefined} className="min-w-0 text-read wrap-anywhere">
        {segment.speaker && <span className="mr-2 font-medium text-soft">{segment.speaker}</span>}
        {piecesOf(segment).map((piece) =>
          piece.word === null ? (
            piece.text
          ) : (
            <Word key={piece.word} segment={segment} piece={piece.text} word={piece.word} />
          ),
        )}
        {segment.flags.map((flag) => (
          <span key={flag} className="ml-2 rounded bg-warning-soft px-1.5 py-0.5 text-warning text-xs">
            {t(`transcript.flag.${flag}`)}
          </span>
        ))}
      </div>
    </li>
  );
});

function Word({ segment, piece, word }: { segment: Segment; piece: string; word: number }) {
  const { t } = useTranslation();
  const spoken = segment.words[word];
  const isDoubtful = spoken !== undefined && spoken.confidence < doubtThreshold;
  const sure = isDoubtful ? Math.round(spoken.confidence * 100) : 0;
  return (
    <span
      data-word={word}
      data-start={spoken?.start}
      {...(isDoubtful && { 'data-doubtful': '', title: t('transcript.sure', { percent: sure }) })}
      className="word"
    >
      {piece}
    </span>
  );
}
