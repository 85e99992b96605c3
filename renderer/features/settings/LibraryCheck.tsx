import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, LastCheck } from '../../../shared/contract/maintenance.ts';
import { sayText } from '../../failure.ts';
import { dateAndTime } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { useCommand } from '../../useCommand.ts';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

const rhythms = ['day', 'week', 'never'] as const;

/** What the newest look through the library found; looks again, and mends what can be mended. */
export function LibraryCheck({ settings }: { settings: SettingsView }) {
  const { client, api, queries } = useTrax();
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const { data: last } = useQuery(api.maintenance.last.queryOptions());
  const [mended, setMended] = useState(0);
  const refetch = () => queries.invalidateQueries({ queryKey: api.maintenance.last.key() });
  const check = useCommand(
    () => client.maintenance.check({}),
    () => {
      setMended(0);
      void refetch();
    },
  );
  const repair = useCommand(
    () => client.maintenance.repair({}),
    (result) => {
      setMended(result.mended.length);
      void refetch();
    },
  );
  const isBusy = check.isPending || repair.isPending;
  const findings = last?.findings ?? [];
  const mendable = findings.filter((finding) => finding.repair !== null).length;
  return (
    <Section
      title={t('check.title')}
      note={t('check.note')}
      aside={
        <div className="flex gap-2">
          {mendable > 0 && (
            <Button look="primary" disabled={isBusy} onClick={() => repair.mutate()}>
              {repair.isPending ? t('check.repairing') : t('check.repair', { count: mendable })}
            </Button>
          )}
          <Button disabled={isBusy} onClick={() => check.mutate()}>
            {check.isPending ? t('check.checking') : t('check.start')}
          </Button>
        </div>
      }
    >
      <Line label={t('check.every')} note={t('check.everyNote')}>
        <Select
          label={t('check.every')}
          className="w-48"
          value={settings.checkEvery}
          choices={rhythms.map((value) => ({ value, label: t(`backups.rhythm.${value}`) }))}
          onChange={(checkEvery) => update({ checkEvery })}
        />
      </Line>
      <Outcome last={last} mended={mended} />
      {findings.length > 0 && (
        <ul aria-label={t('check.findings')} className="max-h-96 overflow-y-auto border-line border-t">
          {findings.map((finding) => (
            <FindingRow key={`${finding.kind} ${finding.place}`} finding={finding} />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** In a line: when the library was looked through, and what that came to. */
function Outcome({ last, mended }: { last: LastCheck | null | undefined; mended: number }) {
  const { t, i18n } = useTranslation();
  const count = last?.findings.length ?? 0;
  return (
    <p aria-live="polite" className="flex min-h-11 items-center gap-2 px-4 py-3 text-soft">
      {last && count === 0 && <CircleCheck aria-hidden size={16} className="shrink-0 text-accent-text" />}
      {last === null && t('check.never')}
      {last && (
        <span>
          {t(`check.last.${last.reason}`, { when: dateAndTime(last.finishedAt, i18n.language) })}{' '}
          {mended > 0 && t('check.mended', { count: mended })} {t('check.found', { count })}
        </span>
      )}
    </p>
  );
}

function FindingRow({ finding: { place, found, meaning, repair } }: { finding: Finding }) {
  const { t } = useTranslation();
  return (
    <li className="flex items-start gap-3 border-line border-b px-4 py-2.5 last:border-b-0">
      <TriangleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-warning" />
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{place}</p>
        <p className="mt-0.5 wrap-anywhere">{sayText(t, found)}</p>
        <p className="mt-0.5 text-soft">{sayText(t, meaning)}</p>
        {repair && <p className="mt-0.5">{t('check.willDo', { repair: sayText(t, repair) })}</p>}
      </div>
    </li>
  );
}
