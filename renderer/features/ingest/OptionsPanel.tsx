import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languageChoices } from '../../languages.ts';
import { useTrax } from '../../trax.ts';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { AfterwardsFields } from '../afterwards/AfterwardsFields.tsx';
import { modelChoices } from '../settings/modelView.ts';
import { useUpdateSettings } from '../settings/useUpdateSettings.ts';

/** How what is added next will be transcribed. Every choice is remembered. */
export function OptionsPanel() {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const settings = useQuery(api.settings.get.queryOptions()).data;
  const models = useQuery(api.models.list.queryOptions()).data;
  const update = useUpdateSettings();
  if (!settings) return <Skeleton className="h-32 w-full" />;
  const isRemote = settings.engine === 'openai';
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <span aria-hidden>{t('options.language')}</span>
        <Select
          label={t('options.language')}
          value={settings.language}
          choices={languageChoices(t('options.detect'), i18n.language)}
          onChange={(language) => update({ language })}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <span aria-hidden>{t('options.model')}</span>
        {isRemote ? (
          <p className="text-soft">{t('options.remoteModel', { model: settings.endpointModel })}</p>
        ) : (
          <Select
            label={t('options.model')}
            value={settings.model || 'recommended'}
            choices={modelChoices(models?.models ?? [], t('options.best'), i18n.language)}
            onChange={(model) => update({ model: model === 'recommended' ? '' : model })}
          />
        )}
      </div>
      <AfterwardsFields
        isShort
        value={settings.afterwards}
        onChange={(afterwards) => update({ afterwards })}
      />
      <Toggle
        label={t('options.translate')}
        note={t('options.translateNote')}
        isOn={settings.translate}
        onChange={(translate) => update({ translate })}
      />
    </div>
  );
}
