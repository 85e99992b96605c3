import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOfDaySchema } from '../../../shared/contract/computers.ts';
import { classes } from '../../ui/classes.ts';
import { FieldNote } from '../../ui/FieldNote.tsx';
import { fieldLook } from '../../ui/fieldLook.ts';
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
      {settings.onlyBetween && <Hours settings={settings} />}
    </Section>
  );
}

function Hours({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const { workFrom: from, workTo: to } = settings;
  const effect = from === to ? 'always' : from < to ? 'sameDay' : 'overnight';
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3">
      <TimeField label={t('hours.from')} value={from} onChange={(workFrom) => update({ workFrom })} />
      <TimeField label={t('hours.to')} value={to} onChange={(workTo) => update({ workTo })} />
      <p aria-live="polite" className="grow self-center text-right text-soft">
        {t(`hours.${effect}`, { from, to })}
      </p>
    </div>
  );
}

interface TimeFieldProps {
  label: string;
  value: string;
  onChange: (time: string) => void;
}

/** A time of the day; stored as soon as it is a whole one. */
function TimeField({ label, value, onChange }: TimeFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [isWrong, setIsWrong] = useState(false);
  const change = (text: string) => {
    const time = timeOfDaySchema.safeParse(text).data;
    setIsWrong(time === undefined);
    if (time !== undefined) onChange(time);
  };
  return (
    <div>
      <span className="flex items-center gap-2">
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          type="time"
          aria-describedby={`${id}-note`}
          aria-invalid={isWrong}
          defaultValue={value}
          onChange={({ target }) => change(target.value)}
          className={classes(fieldLook, 'tabular-nums')}
        />
      </span>
      <FieldNote id={`${id}-note`} wrong={isWrong ? t('hours.wrong') : undefined} className="mt-1" />
    </div>
  );
}
