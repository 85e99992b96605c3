import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupsView } from '../../../shared/contract/backups.ts';
import { dateAndTime } from '../../format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { fromLocalInput, minuteAt, shareOf, spanOf, startingPoint, toLocalInput } from './restoreTime.ts';
import { useBackupCommands } from './useBackupCommands.ts';

/** Steps of the timeline. */
const steps = 1000;

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
            <label className="flex flex-col gap-1.5">
              {t('restore.timeline')}
              <input
                type="range"
                min={0}
                max={steps}
                value={Math.round(shareOf(span, moment) * steps)}
                aria-valuetext={dateAndTime(moment.toISOString(), i18n.language)}
                onChange={(event) => setMoment(minuteAt(span, Number(event.target.value) / steps))}
                className="w-full accent-accent"
              />
              <span className="flex justify-between text-soft text-xs">
                <span>{dateAndTime(span.from.toISOString(), i18n.language)}</span>
                <span>{t('restore.now')}</span>
              </span>
            </label>
          </>
        )}
        <p aria-live="polite">
          {start
            ? t('restore.goesBack', { when: dateAndTime(moment.toISOString(), i18n.language) })
            : t('restore.tooEarly')}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={!start}
            onClick={() => {
              restore.mutate(moment.toISOString());
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
