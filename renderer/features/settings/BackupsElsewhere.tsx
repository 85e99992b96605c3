import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupsView } from '../../../shared/contract/backups.ts';
import { Button } from '../../ui/Button.tsx';
import { FolderDialog } from '../dataFolder/FolderDialog.tsx';
import { Line } from './Section.tsx';
import { useBackupCommands } from './useBackupCommands.ts';

/** Backups on another disk, against the loss of this one. */
export function BackupsElsewhere({ view: { job, madeIn } }: { view: BackupsView }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState<'start' | 'restore' | null>(null);
  const { start, restore } = useBackupCommands();
  const close = () => setAsks(null);
  const note =
    madeIn === null ? t('backups.elsewhere.note') : t('backups.elsewhere.made', { folder: madeIn });
  return (
    <Line label={t('backups.elsewhere.label')} note={note}>
      <div className="flex gap-2">
        <Button disabled={job !== null} onClick={() => setAsks('restore')}>
          {t('backups.elsewhere.restore')}
        </Button>
        <Button disabled={job !== null} onClick={() => setAsks('start')}>
          {t('backups.elsewhere.start')}
        </Button>
      </div>
      {asks && (
        <FolderDialog
          title={t(`backups.elsewhere.${asks}Title`)}
          text={t(`backups.elsewhere.${asks}Text`)}
          verb={asks === 'start' ? t('backups.elsewhere.startVerb') : t('restore.verb')}
          isStarting={start.isPending || restore.isPending}
          onStart={(folder) =>
            asks === 'start'
              ? start.mutate({ to: folder }, { onSuccess: close })
              : restore.mutate({ from: folder }, { onSuccess: close })
          }
          onClose={close}
        />
      )}
    </Line>
  );
}
