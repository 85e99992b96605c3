import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Section } from './Section.tsx';
import { Spend } from './Spend.tsx';
import { isEndpointUrl, type SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** The server that recognises speech, when it is not this computer. Stored when a field is left. */
export function Endpoint({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const [url, setUrl] = useState(settings.endpointUrl);
  const isValid = isEndpointUrl(url);
  return (
    <Section title={t('endpoint.title')} note={t('endpoint.note')}>
      <div className="flex flex-col gap-4 p-4">
        <TextField
          label={t('endpoint.url')}
          type="url"
          value={url}
          placeholder="http://localhost:8000/v1"
          note={isValid ? t('endpoint.urlNote') : t('endpoint.urlWrong')}
          aria-invalid={!isValid}
          onChange={(event) => setUrl(event.target.value.trim())}
          onBlur={() => isValid && url !== settings.endpointUrl && update({ endpointUrl: url })}
        />
        <div className="grid grid-cols-2 gap-4">
          <TextField
            label={t('endpoint.model')}
            defaultValue={settings.endpointModel}
            onBlur={({ target }) =>
              target.value !== settings.endpointModel && update({ endpointModel: target.value })
            }
          />
          <ApiKey settings={settings} />
        </div>
        <NumberField
          label={t('endpoint.limit')}
          unit={t('endpoint.megabytes')}
          value={settings.endpointMaxMegabytes}
          minimum={1}
          maximum={1000}
          onChange={(endpointMaxMegabytes) => update({ endpointMaxMegabytes })}
        />
        <NumberField
          label={t('spend.atOnce')}
          value={settings.endpointConcurrency}
          minimum={1}
          maximum={64}
          onChange={(count) => update({ endpointConcurrency: Math.round(count) })}
        />
        <Spend settings={settings} />
      </div>
    </Section>
  );
}

function ApiKey({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const [key, setKey] = useState('');
  const store = () => {
    if (key === '') return;
    update({ apiKey: key });
    setKey('');
  };
  return (
    <div className="flex items-start gap-2">
      <TextField
        label={t('endpoint.key')}
        type="password"
        autoComplete="off"
        className="grow"
        value={key}
        placeholder={settings.hasApiKey ? '••••••••••••' : t('endpoint.noKey')}
        note={t(`endpoint.keyStore.${settings.keyStore}`)}
        onChange={(event) => setKey(event.target.value)}
        onBlur={store}
      />
      {settings.hasApiKey && (
        <Button className="mt-6.5" onClick={() => update({ apiKey: null })}>
          {t('endpoint.forget')}
        </Button>
      )}
    </div>
  );
}
