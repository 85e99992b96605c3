import { useQuery } from '@tanstack/react-query';
import { memo, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueEntry } from '../../../shared/contract/queue.ts';
import { CopyDetails } from '../../FailureNotice.tsx';
import { sayBriefly, sayNext } from '../../failure.ts';
import { lasting } from '../../format.ts';
import { hashOf } from '../../place.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { classes } from '../../ui/classes.ts';
import { hasSeveral } from '../computers/computersView.ts';
import { ItemButtons } from './ItemButtons.tsx';
import { ItemMenu } from './ItemMenu.tsx';
import { failureTone, needsModel, noteWords, paceWords, stateWords } from './itemView.ts';
import { MoveButtons } from './MoveButtons.tsx';
import { isMovable } from './moving.ts';
import { StateMark } from './StateMark.tsx';

/** One recording of a batch: what it is doing, how far, and what to do when it failed. */
export const EntryRow = memo(function EntryRow(props: {
  entry: QueueEntry;
  index: number;
  /** Whether Tab leads into it: of a list's rows one has that, the arrow keys lead to the others. */
  isReachable: boolean;
  /** The same function in every drawing. */
  onStep: (index: number, by: -1 | 1) => void;
}) {
  const { entry, index, isReachable, onStep } = props;
  const tabIndex = isReachable ? 0 : -1;
  const { api } = useTrax();
  // Buttons cost the most: a row that only passes by while somebody scrolls does without.
  const isWhole = useDeferredValue(true, false);
  const { t, i18n } = useTranslation();
  const { item, title, duration } = entry;
  const isOnTheWay = item.state === 'running' || (item.state === 'paused' && item.progress > 0);
  const pace = paceWords(t, item, i18n.language);
  const view = useQuery(api.computers.view.queryOptions()).data;
  const note = noteWords(t, item, view !== undefined && hasSeveral(view));
  return (
    <div className="group px-5 py-1">
      <div className="flex h-8 items-center gap-3">
        <StateMark item={item} />
        <span dir="auto" className="min-w-0 grow truncate text-left">
          {item.recordingId ? (
            <a
              href={hashOf({ name: 'recording', id: item.recordingId, at: null })}
              tabIndex={tabIndex}
              className="rounded hover:underline"
            >
              {title}
            </a>
          ) : (
            title
          )}
        </span>
        {isOnTheWay && (
          <Bar
            label={title}
            share={item.progress}
            tone={item.state === 'running' ? 'moving' : 'resting'}
            className="w-24 shrink-0 @max-xl:hidden"
          />
        )}
        {isWhole && isMovable(item) && (
          <MoveButtons title={title} tabIndex={tabIndex} onStep={(by) => onStep(index, by)} />
        )}
        <span
          // As wide as the words are; while they change, wide enough for all of them, so that nothing jumps.
          className={classes('shrink-0 text-right text-soft tabular-nums', pace && '@4xl:min-w-84')}
        >
          {stateWords(t, item, i18n.language)}
          {pace && <span className="@max-4xl:hidden"> · {pace}</span>}
        </span>
        <span className="w-14 shrink-0 text-right text-soft tabular-nums @max-xl:hidden">
          {duration !== null && lasting(duration)}
        </span>
        <div className="flex w-23 shrink-0 justify-end gap-0.5">
          {isWhole && (
            <>
              <ItemButtons item={item} title={title} tabIndex={tabIndex} />
              <ItemMenu item={item} title={title} tabIndex={tabIndex} />
            </>
          )}
        </div>
      </div>
      {note && <p className="mb-1 ml-7 truncate text-soft text-xs">{note}</p>}
      {item.failure && item.state !== 'done' && (
        <div
          className={classes(
            'mt-0.5 mb-2 ml-7 flex items-start gap-3 rounded-lg px-3 py-2',
            needsModel(item) ? 'bg-warning-soft' : 'bg-danger-soft',
          )}
        >
          <p className="grow wrap-anywhere">
            <span className={failureTone(item.failure)}>{sayBriefly(t, item.failure)}</span>{' '}
            {sayNext(t, item.failure)}
          </p>
          {item.failure.code === 'UNEXPECTED' && <CopyDetails failure={item.failure} />}
        </div>
      )}
    </div>
  );
});
