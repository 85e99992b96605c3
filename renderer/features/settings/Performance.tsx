import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Select } from '../../ui/Select.tsx';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

const workerCounts = [0, 1, 2, 3, 4, 6, 8] as const;

/** How much of the computer Trax may take. */
export function Performance({ settings }: { settings: SettingsView }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  const update = useUpdateSettings();
  return (
    <Section title={t('settings.sections.performance')}>
      <Line label={t('settings.workers')} note={t('settings.workersNote', { count: info?.workers ?? 1 })}>
        <Select
          label={t('settings.workers')}
          className="w-48"
          value={String(settings.workers)}
          choices={workerCounts.map((count) => ({
            value: String(count),
            label: count === 0 ? t('settings.automatic') : String(count),
          }))}
          onChange={(count) => update({ workers: Number(count) })}
        />
      </Line>
    </Section>
  );
}
