import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageChoices } from '../../languages.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { useCommand } from '../../useCommand.ts';
import { goTo } from '../../usePlace.ts';
import { modelChoices } from '../settings/modelView.ts';
import type { SettingsView } from '../settings/settingsView.ts';
import { nothingSelected } from './selection.ts';

/** Transcribes recordings once more, with other settings if wished; what is there is kept beside it. */
export function TranscribeAgainDialog({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const settings = useQuery(api.settings.get.queryOptions()).data;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('library.transcribeAgain')}
      description={t('library.againText', { count: ids.length })}
    >
      {settings && <Form ids={ids} settings={settings} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ ids, settings, onClose }: { ids: string[]; settings: SettingsView; onClose: () => void }) {
  const { api, client, queries, selection } = useTrax();
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState(settings.language);
  const [model, setModel] = useState(settings.model || 'recommended');
  const [translate, setTranslate] = useState(settings.translate);
  const models = useQuery(api.models.list.queryOptions()).data;
  const isRemote = settings.engine === 'openai';
  const again = useCommand(
    () =>
      client.library.transcribeAgain({
        ids,
        options: { language, translate, ...(!isRemote && model !== 'recommended' && { model }) },
      }),
    () => {
      selection.getState().set(nothingSelected);
      void queries.invalidateQueries({ queryKey: api.library.key() });
      void queries.invalidateQueries({ queryKey: api.queue.key() });
      onClose();
      if (ids.length > 1) goTo({ name: 'queue' });
    },
  );
  return (
    <div className="flex flex-col gap-4 px-6 pb-6">
      <div className="flex flex-col gap-1.5">
        <span aria-hidden>{t('options.language')}</span>
        <Select
          label={t('options.language')}
          value={language}
          choices={languageChoices(t('options.detect'), i18n.language)}
          onChange={setLanguage}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <span aria-hidden>{t('options.model')}</span>
        {isRemote ? (
          <p className="text-soft">{t('options.remoteModel', { model: settings.endpointModel })}</p>
        ) : (
          <Select
            label={t('options.model')}
            value={model}
            choices={modelChoices(models?.models ?? [], t('options.best'), i18n.language)}
            onChange={setModel}
          />
        )}
      </div>
      <Toggle
        label={t('options.translate')}
        note={t('options.translateNote')}
        isOn={translate}
        onChange={setTranslate}
      />
      <div className="flex justify-end gap-2 pt-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" disabled={again.isPending} onClick={() => again.mutate()}>
          {t('library.againVerb')}
        </Button>
      </div>
    </div>
  );
}
