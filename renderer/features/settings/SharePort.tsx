import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayWhat } from '../../failure.ts';
import { classes } from '../../ui/classes.ts';
import { FieldNote } from '../../ui/FieldNote.tsx';
import { fieldLook } from '../../ui/fieldLook.ts';
import { type ComputersView, shareOf } from '../computers/computersView.ts';
import { portOf, type SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** The port at which other computers fetch recordings, and whether they can. Stored when the field is left. */
export function SharePort({ settings, view }: { settings: SettingsView; view: ComputersView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const id = useId();
  const stored = settings.sharePort === 0 ? '' : String(settings.sharePort);
  const [text, setText] = useState(stored);
  const port = portOf(text);
  const { at, shareFailure: failure } = shareOf(view);
  const store = () => port !== null && port !== settings.sharePort && update({ sharePort: port });
  const wrong = port === null ? t('computers.portWrong') : failure ? sayWhat(t, failure) : undefined;
  const note = at === null ? t('computers.portNote') : t('computers.sharedAt', { port: String(at) });
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-6 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 grow">
        <label htmlFor={id}>{t('computers.port')}</label>
        <FieldNote id={`${id}-note`} note={note} wrong={wrong} />
      </div>
      <input
        id={id}
        inputMode="numeric"
        aria-describedby={`${id}-note`}
        aria-invalid={port === null}
        value={text}
        placeholder={t('settings.automatic')}
        onChange={({ target }) => setText(target.value.trim())}
        onBlur={store}
        onKeyDown={({ key }) => key === 'Enter' && store()}
        className={classes(fieldLook, 'w-28 text-right tabular-nums')}
      />
    </div>
  );
}
