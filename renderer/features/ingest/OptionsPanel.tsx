import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { AfterwardsFields } from '../afterwards/AfterwardsFields.tsx';
import { useChangeAfterwards } from '../afterwards/useChangeAfterwards.ts';
import { HintsField } from '../settings/HintsField.tsx';
import { RecognitionFields, remoteModelOf } from '../settings/RecognitionFields.tsx';
import { useUpdateSettings } from '../settings/useUpdateSettings.ts';

/** How what is added next will be transcribed. Every choice is remembered. */
export function OptionsPanel() {
  const { api } = useTrax();
  const { t } = useTranslation();
  const settings = useQuery(api.settings.get.queryOptions()).data;
  const update = useUpdateSettings();
  const changeAfterwards = useChangeAfterwards();
  if (!settings) return <Skeleton className="h-32 w-full" />;
  return (
    <div className="flex flex-col gap-4">
      <RecognitionFields
        value={{ language: settings.language, model: settings.model || null }}
        remoteModel={remoteModelOf(settings)}
        onChange={({ language, model }) =>
          update({ ...(language !== null && { language }), model: model ?? '' })
        }
      />
      <HintsField value={settings.hints} onChange={(hints) => update({ hints })} />
      <AfterwardsFields isShort value={settings.afterwards} onChange={changeAfterwards} />
      <Toggle
        label={t('options.translate')}
        note={t('options.translateNote')}
        isOn={settings.translate}
        onChange={(translate) => update({ translate })}
      />
    </div>
  );
}
