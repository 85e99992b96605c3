import { useTranslation } from 'react-i18next';
import { localeNames } from '../../i18n.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

const themes = ['system', 'light', 'dark'] as const;
/** Each language by its own name, so that nobody gets lost in a wrong one. */
const pageLanguages = { en: 'English', de: 'Deutsch' } as const;

/** How Trax speaks and looks. */
export function General({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  return (
    <Section title={t('settings.sections.general')}>
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
      <Line label={t('settings.theme')}>
        <Segmented
          label={t('settings.theme')}
          value={settings.theme}
          choices={themes.map((theme) => ({ value: theme, label: t(`settings.themes.${theme}`) }))}
          onChange={(theme) => update({ theme })}
        />
      </Line>
    </Section>
  );
}
