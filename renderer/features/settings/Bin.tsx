import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/Select.tsx';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** 0 keeps it. */
const offered = [7, 30, 90, 365, 0];

/** How long the bin keeps what is deleted. */
export function Bin({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const { binDays } = settings;
  return (
    <Section title={t('library.bin')}>
      <Line label={t('settings.bin')} note={t('settings.binNote')}>
        <Select
          label={t('settings.bin')}
          className="w-48"
          value={String(binDays)}
          choices={[...new Set([...offered, binDays])].map((days) => ({
            value: String(days),
            label: days === 0 ? t('settings.binNever') : t('settings.binDays', { count: days }),
          }))}
          onChange={(days) => update({ binDays: Number(days) })}
        />
      </Line>
    </Section>
  );
}
