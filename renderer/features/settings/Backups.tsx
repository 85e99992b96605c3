import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup, BackupsView, Replaced } from '../../../shared/contract/backups.ts';
import { failureOf, sayNext, sayWhat } from '../../failure.ts';
import { bytes, dateAndTime } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { BackupProgress } from './BackupProgress.tsx';
import { BackupsElsewhere } from './BackupsElsewhere.tsx';
import { FailureLine } from './FailureLine.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useBackupCommands } from './useBackupCommands.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

const rhythms = ['day', 'week', 'never'] as const;

/** Where the library is, its backups, and the way back to any of them. */
export function Backups({ settings }: { settings: SettingsView }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const { data, error } = useQuery(api.backups.list.queryOptions({ retry: false }));
  const { start } = useBackupCommands();
  const [restores, setRestores] = useState<{ backup: Backup | null } | null>(null);
  return (
    <Section
      title={t('backups.title')}
      note={data && t('backups.folder', { folder: data.folder })}
      aside={
        data && (
          <div className="flex gap-2">
            <Button
              disabled={data.job !== null || data.backups.length === 0}
              onClick={() => setRestores({ backup: null })}
            >
              {t('backups.restore')}
            </Button>
            <Button disabled={data.job !== null} onClick={() => start.mutate({})}>
              {t('backups.start')}
            </Button>
          </div>
        )
      }
    >
      {error && <p className="px-4 py-3 text-soft">{failureText(t, error)}</p>}
      {!data && !error && <Skeleton className="m-4 h-24" />}
      {data && <Contents view={data} settings={settings} onRestore={(backup) => setRestores({ backup })} />}
      {data && restores && (
        <RestoreDialog view={data} backup={restores.backup} onClose={() => setRestores(null)} />
      )}
    </Section>
  );
}

function failureText(t: Parameters<typeof sayWhat>[0], error: unknown): string {
  const failure = failureOf(error);
  return `${sayWhat(t, failure)} ${sayNext(t, failure)}`;
}

interface ContentsProps {
  view: BackupsView;
  settings: SettingsView;
  onRestore: (backup: Backup) => void;
}

function Contents({ view, settings, onRestore }: ContentsProps) {
  const { t, i18n } = useTranslation();
  const update = useUpdateSettings();
  const { job, failure, backups, replaced } = view;
  return (
    <>
      {job && <BackupProgress job={job} />}
      {failure && failure.code !== 'CANCELLED' && <FailureLine failure={failure} />}
      <Line label={t('backups.database')} note={view.databaseFolder}>
        <span className="text-soft">{bytes(view.databaseSize, i18n.language)}</span>
      </Line>
      <Line label={t('backups.every')} note={t('backups.everyNote')}>
        <Select
          label={t('backups.every')}
          className="w-48"
          value={settings.backupEvery}
          choices={rhythms.map((value) => ({ value, label: t(`backups.rhythm.${value}`) }))}
          onChange={(backupEvery) => update({ backupEvery })}
        />
      </Line>
      <BackupsElsewhere view={view} />
      {backups.length === 0 && <p className="px-4 py-3 text-soft">{t('backups.none')}</p>}
      <ul
        aria-label={t('backups.list')}
        className="max-h-72 overflow-y-auto border-line [&:not(:last-child)]:border-b"
      >
        {backups.map((backup) => (
          <BackupRow
            key={backup.id}
            backup={backup}
            isBusy={job !== null}
            onRestore={() => onRestore(backup)}
          />
        ))}
      </ul>
      {replaced.map((one) => (
        <ReplacedRow key={one.id} replaced={one} />
      ))}
    </>
  );
}

function BackupRow(props: { backup: Backup; isBusy: boolean; onRestore: () => void }) {
  const { finishedAt, size, reason } = props.backup;
  const { t, i18n } = useTranslation();
  const when = dateAndTime(finishedAt, i18n.language);
  return (
    <li className="flex min-h-11 items-center gap-4 border-line border-b px-4 py-2 last:border-b-0">
      <span className="grow">
        {when}{' '}
        <span className="text-soft">
          {t(`backups.reason.${reason}`)} · {bytes(size, i18n.language)}
        </span>
      </span>
      <Button
        size="small"
        disabled={props.isBusy}
        aria-label={t('backups.restoreFrom', { when })}
        onClick={props.onRestore}
      >
        {t('backups.restore')}
      </Button>
    </li>
  );
}

function ReplacedRow({ replaced }: { replaced: Replaced }) {
  const { t, i18n } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { forget } = useBackupCommands();
  const when = dateAndTime(replaced.replacedAt, i18n.language);
  return (
    <Line label={t('backups.replaced', { when })} note={replaced.path}>
      <span className="text-soft">{bytes(replaced.size, i18n.language)}</span>
      <Button size="small" onClick={() => setAsks(true)}>
        {t('backups.forget')}
      </Button>
      <Confirm
        isOpen={asks}
        onClose={() => setAsks(false)}
        title={t('backups.forgetTitle', { when })}
        description={t('backups.forgetText')}
        verb={t('backups.forget')}
        onConfirm={() => forget.mutate(replaced.id)}
      />
    </Line>
  );
}
