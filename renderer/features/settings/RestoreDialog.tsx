import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupsView } from '../../../shared/contract/backups.ts';
import { dateAndTime } from '../../format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { fromLocalInput, minuteAt, spanOf, startingPoint, toLocalInput } from './restoreTime.ts';
import { Timeline } from './Timeline.tsx';
import { useBackupCommands } from './useBackupCommands.ts';

interface RestoreDialogProps {
  view: BackupsView;
  /** The moment of a backup; null lets the person choose on the timeline. */
  at: string | null;
  onClose: () => void;
}

/** Asks to which moment the library goes back. */
export function RestoreDialog({ view, at, onClose }: RestoreDialogProps) {
  const { t, i18n } = useTranslation();
  const { restore } = useBackupCommands();
  const [span] = useState(() => spanOf(view, new Date()));
  const [moment, setMoment] = useState(() => (at === null ? minuteAt(span, 1) : new Date(at)));
  const start = startingPoint(view, moment);
  // Without a journal there is nothing between the backups.
  const goal = view.anyMinuteSince === null && start ? new Date(start.finishedAt) : moment;
  return (
    <Dialog isOpen onClose={onClose} title={t('restore.title')} description={t('restore.text')}>
      <div className="flex flex-col gap-5 px-6 pb-6">
        {at === null && (
          <>
            <TextField
              label={t('restore.moment')}
              type="datetime-local"
              value={toLocalInput(moment)}
              onChange={(event) => setMoment(fromLocalInput(event.target.value) ?? moment)}
            />
            <Timeline view={view} span={span} moment={moment} onChange={setMoment} />
          </>
        )}
        <p aria-live="polite">
          {start
            ? t('restore.goesBack', { when: dateAndTime(goal.toISOString(), i18n.language) })
            : t('restore.tooEarly')}
          {start && (
            <span className="block text-soft text-xs">
              {t('restore.beginsWith', { when: dateAndTime(start.finishedAt, i18n.language) })}
            </span>
          )}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={!start}
            onClick={() => {
              restore.mutate(goal.toISOString());
              onClose();
            }}
          >
            {t('restore.verb')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
