import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiKeySchema, settingsSchema } from '../../../shared/contract/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckedField } from '../../ui/CheckedField.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { EndpointTrial } from './EndpointTrial.tsx';
import { Section } from './Section.tsx';
import { Spend } from './Spend.tsx';
import type { SettingsView } from './settingsView.ts';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** The server that recognises speech, when it is not this computer. */
export function Endpoint({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  return (
    <Section title={t('endpoint.title')} note={t('endpoint.note')}>
      <div className="flex flex-col gap-4 border-line border-b p-4">
        <CheckedField
          label={t('endpoint.url')}
          type="url"
          value={settings.endpointUrl}
          placeholder="http://localhost:8000/v1"
          note={t('endpoint.urlNote')}
          wrong={t('endpoint.urlWrong')}
          read={(text) => settingsSchema.shape.endpointUrl.safeParse(text).data}
          onChange={(endpointUrl) => update({ endpointUrl })}
        />
        <div className="grid grid-cols-2 gap-4">
          <CheckedField
            label={t('endpoint.model')}
            note={t('endpoint.modelNote')}
            wrong={t('endpoint.modelWrong')}
            value={settings.endpointModel}
            read={(text) => settingsSchema.shape.endpointModel.safeParse(text).data}
            onChange={(endpointModel) => update({ endpointModel })}
          />
          <ApiKey settings={settings} />
        </div>
        <EndpointTrial settings={settings} />
      </div>
      <div className="flex flex-col gap-4 p-4">
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
          onChange={(endpointConcurrency) => update({ endpointConcurrency })}
        />
        <Spend settings={settings} />
      </div>
    </Section>
  );
}

/** A key can be given and forgotten, never seen again. */
function ApiKey({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  const [given, setGiven] = useState(0);
  return (
    <div className="flex items-start gap-2">
      <CheckedField
        // Once it was given away the field is a new one: a key is not shown.
        key={given}
        label={t('endpoint.key')}
        type="password"
        className="grow"
        value=""
        placeholder={settings.hasApiKey ? '••••••••••••' : t('endpoint.noKey')}
        note={t(`endpoint.keyStore.${settings.keyStore}`)}
        wrong={t('endpoint.keyWrong')}
        read={(text) => (text === '' ? null : apiKeySchema.safeParse(text).data)}
        onChange={(apiKey) => {
          if (apiKey === null) return;
          update({ apiKey });
          setGiven(given + 1);
        }}
      />
      {settings.hasApiKey && (
        <Button className="mt-6.5" onClick={() => update({ apiKey: null })}>
          {t('endpoint.forget')}
        </Button>
      )}
    </div>
  );
}
