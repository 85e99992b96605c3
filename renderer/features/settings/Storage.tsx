import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bytes } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

const never = 'never';
const binDays = [7, 30, 90, 365, null];

/** Where everything lies, how much room is left there, and how long the bin keeps what is deleted. */
export function Storage({ settings }: { settings: SettingsView }) {
  const { api, host } = useTrax();
  const { t, i18n } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  const { reveal } = host;
  const update = useUpdateSettings();
  return (
    <Section title={t('settings.storage')}>
      <Line label={t('settings.dataFolder')} note={info?.dataFolder ?? '…'}>
        {info && (
          <span className="text-soft">{t('shell.free', { size: bytes(info.freeBytes, i18n.language) })}</span>
        )}
        {info && reveal && (
          <Button size="small" onClick={() => void reveal(info.dataFolder)}>
            {t('settings.reveal')}
          </Button>
        )}
      </Line>
      <Line label={t('settings.bin')} note={t('settings.binNote')}>
        <Select
          label={t('settings.bin')}
          className="w-48"
          value={String(settings.binDays ?? never)}
          choices={[...new Set([...binDays, settings.binDays])].map((days) => ({
            value: String(days ?? never),
            label: days === null ? t('settings.binNever') : t('settings.binDays', { count: days }),
          }))}
          onChange={(days) => update({ binDays: days === never ? null : Number(days) })}
        />
      </Line>
    </Section>
  );
}
