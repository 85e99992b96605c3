import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup, BackupsView } from '../../../shared/contract/backups.ts';
import { dateAndTime } from '../../format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { fromLocalInput, minuteAt, objectionTo, spanOf, startingPoint, toLocalInput } from './restoreTime.ts';
import { Timeline } from './Timeline.tsx';
import { useBackupCommands } from './useBackupCommands.ts';

interface RestoreDialogProps {
  view: BackupsView;
  /** The backup to go back to; null lets the person choose a moment on the timeline. */
  backup: Backup | null;
  onClose: () => void;
}

/** Asks to which moment the library goes back. */
export function RestoreDialog({ view, backup, onClose }: RestoreDialogProps) {
  const { t, i18n } = useTranslation();
  const { restore } = useBackupCommands();
  const [span] = useState(() => spanOf(view, new Date()));
  const [moment, setMoment] = useState(() => minuteAt(span, 1));
  const start = backup ?? startingPoint(view, moment);
  const objection = backup ? null : objectionTo(view, moment, new Date());
  // Without a journal there is nothing between the backups.
  const isExact = backup !== null || view.anyMinuteSince === null;
  const goal = isExact && start ? new Date(start.finishedAt) : moment;
  return (
    <Dialog isOpen onClose={onClose} title={t('restore.title')} description={t('restore.text')}>
      <div className="flex flex-col gap-5 px-6 pb-6">
        {backup === null && (
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
        <p aria-live="polite" className={objection ? 'text-danger' : undefined}>
          {objection
            ? t(`restore.${objection}`)
            : t('restore.goesBack', { when: dateAndTime(goal.toISOString(), i18n.language) })}
          {start && !objection && (
            <span className="block text-soft text-xs">
              {t('restore.beginsWith', { when: dateAndTime(start.finishedAt, i18n.language) })}
            </span>
          )}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={objection !== null}
            onClick={() => {
              restore.mutate(backup ? { from: backup.path } : { at: goal.toISOString() });
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
