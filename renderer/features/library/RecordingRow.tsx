import { FileText } from 'lucide-react';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '../../../shared/contract/library.ts';
import { sayBesideTitle, sayWhat } from '../../failure.ts';
import { languageName, lasting, moment } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { classes } from '../../ui/classes.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { goTo } from '../../usePlace.ts';
import { ItemButtons } from '../queue/ItemButtons.tsx';
import { needsModel, paceWords, stateWords } from '../queue/itemView.ts';
import { StateMark } from '../queue/StateMark.tsx';
import { cellLook, columnGrid } from './columns.ts';
import { startDrag } from './dragging.ts';
import { Title, TitleField } from './Title.tsx';

interface RecordingRowProps {
  /** Undefined while it is on its way. */
  recording: Recording | undefined;
  index: number;
  isSelected: boolean;
  isTabStop: boolean;
  isRenamed: boolean;
  /** Pixels from the top of the list, and in height. */
  start: number;
  size: number;
  /** Renaming has ended, one way or the other. */
  onRenamed: (index: number, goesBack: boolean) => void;
  onClick: (event: MouseEvent, recording: Recording, index: number) => void;
}

/** A recording in the table; functions are the same in every drawing, so that a row is drawn again only when it changes. */
export const RecordingRow = memo(function RecordingRow(props: RecordingRowProps) {
  const { recording, index, isSelected, isTabStop, isRenamed, start, size, onRenamed, onClick } = props;
  const trax = useTrax();
  const { t, i18n } = useTranslation();
  const place = 'absolute inset-x-0 top-0';
  const style = { height: size, transform: `translateY(${start}px)` };
  if (!recording) {
    return (
      <tr aria-rowindex={index + 2} className={classes(columnGrid, place)} style={style}>
        <td>
          <Skeleton className="h-3 w-3/5" />
        </td>
      </tr>
    );
  }
  const { id, title, item, duration, language } = recording;
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      data-row={index}
      data-id={id}
      onClick={(event) => onClick(event, recording, index)}
      draggable={!isRenamed}
      onDragStart={(event) => startDrag(event, id, trax.selection.getState().ids)}
      onDoubleClick={() => goTo({ name: 'recording', id, at: null })}
      className={classes(
        columnGrid,
        place,
        'group select-none border-line/60 border-b focus-visible:outline-offset-[-2px]',
        isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
      style={style}
    >
      <td className="min-w-0">
        {isRenamed ? (
          <TitleField recording={recording} onDone={(goesBack) => onRenamed(index, goesBack)} />
        ) : (
          <Title recording={recording} />
        )}
      </td>
      <td className={classes('truncate text-soft', cellLook.source)}>
        {t(`library.source.${recording.source}`)}
      </td>
      <td className={classes('text-soft', cellLook.duration)}>
        {duration === null ? '' : lasting(duration)}
      </td>
      <td className={classes('text-soft', cellLook.speakers)}>{recording.speakerCount || ''}</td>
      <td className={classes('truncate text-soft', cellLook.language)}>
        {language && languageName(language, i18n.language)}
      </td>
      <td className="min-w-0">
        <StateCell recording={recording} />
      </td>
      <td className="truncate text-soft tabular-nums">
        {moment(recording.addedAt, i18n.language, new Date())}
      </td>
      <td>
        {item && recording.binnedAt === null && (
          <ItemButtons item={item} title={title} tabIndex={isTabStop ? 0 : -1} />
        )}
      </td>
    </tr>
  );
});

function StateCell({ recording: { item, title, transcriptId } }: { recording: Recording }) {
  const { t, i18n } = useTranslation();
  if (!item) {
    // It was imported, or its work was taken out of the queue.
    if (transcriptId === null) return null;
    return (
      <span className="flex min-w-0 items-center gap-2 text-soft">
        <FileText aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
        <span className="truncate">{t('library.hasText')}</span>
      </span>
    );
  }
  const pace = paceWords(t, item, i18n.language);
  const isFailed = item.state === 'failed' && item.failure !== null && !needsModel(item);
  return (
    <span className="flex min-w-0 items-center gap-2" title={item.failure ? sayWhat(t, item.failure) : pace}>
      <StateMark item={item} />
      <span className="flex min-w-0 grow flex-col gap-1">
        <span className={isFailed ? 'line-clamp-2 text-danger text-xs' : 'truncate text-soft tabular-nums'}>
          {isFailed && item.failure ? sayBesideTitle(t, item.failure) : stateWords(t, item, i18n.language)}
        </span>
        {item.state === 'running' && item.stage === 'recognizing' && (
          <Bar label={title} share={item.progress} className="h-1!" />
        )}
      </span>
    </span>
  );
}
