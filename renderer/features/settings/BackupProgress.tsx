import { useTranslation } from 'react-i18next';
import type { SafetyJob } from '../../../shared/contract/backups.ts';
import { percent } from '../../format.ts';
import { Bar } from '../../ui/Bar.tsx';
import { Button } from '../../ui/Button.tsx';
import { useBackupCommands } from './useBackupCommands.ts';

/** A backup or restoration under way, and the way to stop it. */
export function BackupProgress({ job }: { job: SafetyJob }) {
  const { t, i18n } = useTranslation();
  const { cancel } = useBackupCommands();
  const isMeasured = job.total > 0;
  const share = isMeasured ? job.done / job.total : 0;
  const label = t(`backups.stage.${job.kind}.${job.stage}`);
  return (
    <div className="flex items-center gap-4 border-line border-b px-4 py-3">
      <div className="flex grow flex-col gap-2">
        <span aria-live="polite">
          {label} {isMeasured && <span className="text-soft">{percent(share, i18n.language)}</span>}
        </span>
        {isMeasured && <Bar label={label} share={share} />}
      </div>
      <Button size="small" disabled={job.stage === 'replacing'} onClick={() => cancel.mutate()}>
        {t('backups.stop')}
      </Button>
    </div>
  );
}
