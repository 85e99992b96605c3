import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bytes } from '../../format.ts';
import { localeNames } from '../../i18n.ts';
import { languageChoices } from '../../languages.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

const themes = ['system', 'light', 'dark'] as const;
/** Each language by its own name, so that nobody gets lost in a wrong one. */
const pageLanguages = { en: 'English', de: 'Deutsch' } as const;
const workerCounts = [0, 1, 2, 3, 4, 6, 8] as const;

/** Language, workers, theme, and where everything lies. */
export function General({ settings }: { settings: SettingsView }) {
  const { api, host } = useTrax();
  const { t, i18n } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  const update = useUpdateSettings();
  const { reveal } = host;
  return (
    <Section title={t('settings.general')}>
      <Line label={t('options.language')} note={t('settings.languageNote')}>
        <Select
          label={t('options.language')}
          className="w-48"
          value={settings.language}
          choices={languageChoices(t('options.detect'), i18n.language)}
          onChange={(language) => update({ language })}
        />
      </Line>
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
      <Line label={t('settings.theme')}>
        <Segmented
          label={t('settings.theme')}
          value={settings.theme}
          choices={themes.map((theme) => ({ value: theme, label: t(`settings.themes.${theme}`) }))}
          onChange={(theme) => update({ theme })}
        />
      </Line>
      <Line label={t('settings.pageLanguage')}>
        <Select
          label={t('settings.pageLanguage')}
          className="w-48"
          value={settings.pageLanguage}
          choices={[
            { value: 'system', label: t('settings.pageLanguageSystem') },
            ...localeNames.map((value) => ({ value, label: pageLanguages[value] })),
          ]}
          onChange={(pageLanguage) => update({ pageLanguage })}
        />
      </Line>
      {info && (
        <Line label={t('settings.dataFolder')} note={info.dataFolder}>
          <span className="text-soft">{t('shell.free', { size: bytes(info.freeBytes, i18n.language) })}</span>
          {reveal && (
            <Button size="small" onClick={() => void reveal(info.dataFolder)}>
              {t('settings.reveal')}
            </Button>
          )}
        </Line>
      )}
    </Section>
  );
}
