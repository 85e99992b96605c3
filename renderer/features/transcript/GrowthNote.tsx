import { useTranslation } from 'react-i18next';
import type { Recording } from '../../../shared/contract/library.ts';
import { CopyDetails } from '../../FailureNotice.tsx';
import { sayBriefly, sayNext } from '../../failure.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { Button } from '../../ui/Button.tsx';
import { failureTone, paceWords, stateWords } from '../queue/itemView.ts';
import { StateMark } from '../queue/StateMark.tsx';
import { useQueueCommands } from '../queue/useQueueCommands.ts';

interface GrowthNoteProps {
  recording: Recording;
  isComplete: boolean;
  isEmpty: boolean;
  /** Whether somebody wrote in it. */
  isEdited: boolean;
}

/** Below the text: what is still to come, or why nothing is. */
export function GrowthNote({ recording, isComplete, isEmpty, isEdited }: GrowthNoteProps) {
  const { actions } = useTrax();
  const { t, i18n } = useTranslation();
  const { retry, resume } = useQueueCommands();
  const { item } = recording;
  if (!item || item.state === 'done') {
    if (!isEmpty || !isComplete) return null;
    return (
      <div className="flex flex-col items-start gap-3 py-6">
        <p className="text-base text-soft">{t(isEdited ? 'transcript.emptied' : 'transcript.noSpeech')}</p>
        <Button onClick={() => actions.run('transcript.insert')}>{t('transcript.write')}</Button>
      </div>
    );
  }
  const target = { items: [item.id] };
  const pace = paceWords(t, item, i18n.language);
  return (
    <div role="status" className="mt-4 flex flex-col gap-3 rounded-xl border border-line p-4">
      <div className="flex items-center gap-2.5">
        <StateMark item={item} />
        <span className="grow tabular-nums">
          {stateWords(t, item, i18n.language)}
          {pace && <span className="text-soft"> · {pace}</span>}
        </span>
        {(item.state === 'failed' || item.state === 'cancelled') && (
          <Button size="small" onClick={() => retry(target)}>
            {t('queue.retry')}
          </Button>
        )}
        {item.state === 'paused' && (
          <Button size="small" onClick={() => resume(target)}>
            {t('queue.resume')}
          </Button>
        )}
      </div>
      {(item.state === 'running' || item.state === 'paused') && (
        <Bar
          label={recording.title}
          share={item.progress}
          tone={item.state === 'running' ? 'moving' : 'resting'}
        />
      )}
      {item.failure && (
        <div className="flex items-start gap-3">
          <p className="grow wrap-anywhere">
            <span className={failureTone(item.failure)}>{sayBriefly(t, item.failure)}</span>{' '}
            {sayNext(t, item.failure)}
          </p>
          {item.failure.code === 'UNEXPECTED' && <CopyDetails failure={item.failure} />}
        </div>
      )}
    </div>
  );
}
