import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { ToggleLine } from './ToggleLine.tsx';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** When Trax may work: on battery, and at which hours. */
export function WorkHours({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  return (
    <Section title={t('hours.title')}>
      <ToggleLine
        label={t('hours.battery')}
        note={t('hours.batteryNote')}
        isOn={settings.pauseOnBattery}
        onChange={(pauseOnBattery) => update({ pauseOnBattery })}
      />
      <ToggleLine
        label={t('hours.only')}
        note={t('hours.onlyNote')}
        isOn={settings.onlyBetween}
        onChange={(onlyBetween) => update({ onlyBetween })}
      />
      {settings.onlyBetween && (
        <div className="flex flex-wrap gap-6 px-4 py-3">
          <TimeField
            label={t('hours.from')}
            value={settings.workFrom}
            onChange={(workFrom) => update({ workFrom })}
          />
          <TimeField
            label={t('hours.to')}
            value={settings.workTo}
            onChange={(workTo) => update({ workTo })}
          />
        </div>
      )}
    </Section>
  );
}

/** A time of the day; stored as soon as it is a whole one. */
function TimeField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (time: string) => void;
}) {
  const id = useId();
  return (
    <span className="flex items-center gap-2">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="time"
        defaultValue={value}
        onChange={({ target }) => target.value !== '' && onChange(target.value)}
        className="h-8 rounded-lg border border-line bg-page px-3 tabular-nums"
      />
    </span>
  );
}
