import { useTranslation } from 'react-i18next';
import { languageChoices } from '../../languages.ts';
import { Select } from '../../ui/Select.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { HintsField } from './HintsField.tsx';
import { Line, Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** What is expected to be spoken in recordings, and whether it is translated. */
export function SpokenLanguage({ settings }: { settings: SettingsView }) {
  const { t, i18n } = useTranslation();
  const update = useUpdateSettings();
  return (
    <Section title={t('settings.speech')} note={t('settings.languageNote')}>
      <Line label={t('options.language')}>
        <Select
          label={t('options.language')}
          className="w-48"
          value={settings.language}
          choices={languageChoices(t('options.detect'), i18n.language)}
          onChange={(language) => update({ language })}
        />
      </Line>
      <HintsField
        className="border-line border-b px-4 py-3"
        value={settings.hints}
        onChange={(hints) => update({ hints })}
      />
      <div className="px-4 py-2.5">
        <Toggle
          label={t('options.translate')}
          note={t('options.translateNote')}
          isOn={settings.translate}
          onChange={(translate) => update({ translate })}
        />
      </div>
    </Section>
  );
}
