import { RadioGroup } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import type { EngineName } from '../../../shared/contract/options.ts';
import { Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

const engines = [
  { name: 'whisper.cpp', key: 'local' },
  { name: 'openai', key: 'endpoint' },
] as const satisfies { name: EngineName; key: string }[];

/** Where the recogniser runs: on this computer, or on a server that the person names. */
export function Engine({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const value = settings.engine === 'openai' ? 'openai' : 'whisper.cpp';
  return (
    <Section title={t('settings.engine')}>
      <RadioGroup.Root
        aria-label={t('settings.engine')}
        value={value}
        onValueChange={(engine) => update({ engine: engine as EngineName })}
        className="grid grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]"
      >
        {engines.map(({ name, key }) => (
          <RadioGroup.Item
            key={name}
            value={name}
            className="group flex items-start gap-3 border-line px-4 py-3.5 text-left first:border-r first:rounded-l-xl last:rounded-r-xl hover:bg-hover"
          >
            <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong group-data-[state=checked]:border-accent">
              <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
            </span>
            <span>
              <span className="block font-medium">{t(`settings.engines.${key}.title`)}</span>
              <span className="block text-soft text-xs">{t(`settings.engines.${key}.note`)}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </Section>
  );
}
