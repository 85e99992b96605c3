import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { useCommand } from '../../useCommand.ts';
import { goTo } from '../../usePlace.ts';
import { HintsField } from '../settings/HintsField.tsx';
import { type Recognition, RecognitionFields, remoteModelOf } from '../settings/RecognitionFields.tsx';
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
  const { t } = useTranslation();
  const [recognition, setRecognition] = useState<Recognition>({
    language: settings.language,
    model: settings.model || null,
  });
  const [translate, setTranslate] = useState(settings.translate);
  const [hints, setHints] = useState(settings.hints);
  const { language, model } = recognition;
  const remoteModel = remoteModelOf(settings);
  const again = useCommand(
    () =>
      client.library.transcribeAgain({
        ids,
        options: {
          translate,
          hints,
          ...(language !== null && { language }),
          ...(remoteModel === null && model !== null && { model }),
        },
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
      <RecognitionFields value={recognition} onChange={setRecognition} remoteModel={remoteModel} />
      <HintsField value={hints} onChange={setHints} />
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
