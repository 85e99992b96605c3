import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languageChoices } from '../../languages.ts';
import { useTrax } from '../../trax.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { modelChoices } from './modelView.ts';

/** What is spoken, and which model hears it; null where that is left to something else. */
export interface Recognition {
  language: string | null;
  model: string | null;
}

interface RecognitionFieldsProps {
  value: Recognition;
  onChange: (value: Recognition) => void;
  /** What leaving a choice to something else is called; without it a language is always said, and the best model is taken. */
  unsaid?: string;
  /** The server's model where a server recognises: there is no other to choose. */
  remoteModel?: string | null;
}

const none = 'none';

/** The choice of language and model, for what is or will be transcribed. */
export function RecognitionFields({ value, onChange, unsaid, remoteModel = null }: RecognitionFieldsProps) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const models = useQuery(api.models.list.queryOptions()).data?.models ?? [];
  const { language, model } = value;
  const given = (chosen: string) => (chosen === none ? null : chosen);
  return (
    <>
      <SelectField
        label={t('options.language')}
        value={language ?? none}
        choices={[
          ...(unsaid === undefined ? [] : [{ value: none, label: unsaid }]),
          ...languageChoices(t('options.detect'), i18n.language),
        ]}
        onChange={(chosen) => onChange({ ...value, language: given(chosen) })}
      />
      {remoteModel === null ? (
        <SelectField
          label={t('options.model')}
          value={model ?? none}
          choices={[
            { value: none, label: unsaid ?? t('options.best') },
            ...modelChoices(models, model, i18n.language),
          ]}
          onChange={(chosen) => onChange({ ...value, model: given(chosen) })}
        />
      ) : (
        <div className="flex flex-col gap-1.5">
          <span>{t('options.model')}</span>
          <p className="text-soft">{t('options.remoteModel', { model: remoteModel })}</p>
        </div>
      )}
    </>
  );
}

/** The model that a server recognises with, where the settings say that one does. */
export function remoteModelOf(settings: { engine: string; endpointModel: string }): string | null {
  return settings.engine === 'openai' ? settings.endpointModel : null;
}
