import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import type { WatchFolder } from '../../../shared/contract/watchFolders.ts';
import { languageChoices } from '../../languages.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { AfterwardsFields } from '../afterwards/AfterwardsFields.tsx';
import { FolderField } from '../afterwards/FolderField.tsx';
import { modelChoices } from '../settings/modelView.ts';
import { useWatchFolderCommands } from './useWatchFolderCommands.ts';

/** Stands for what the settings say, also when they change. */
const asSet = 'as-set';

/** A new watch folder, or the settings of one that is there. */
export function WatchFolderDialog({ folder, onClose }: { folder: WatchFolder | null; onClose: () => void }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const settings = useQuery(api.settings.get.queryOptions()).data;
  const models = useQuery(api.models.list.queryOptions()).data;
  const [path, setPath] = useState(folder?.path ?? '');
  const [language, setLanguage] = useState(folder?.options.language ?? asSet);
  const [model, setModel] = useState(folder?.options.model ?? asSet);
  const [afterwards, setAfterwards] = useState(
    folder?.afterwards ?? settings?.afterwards ?? afterwardsSchema.parse({}),
  );
  const [takesExisting, setTakesExisting] = useState(true);
  const { add, update } = useWatchFolderCommands(onClose);
  const [, ...named] = modelChoices(models?.models ?? [], '', i18n.language);
  const options = {
    ...folder?.options,
    language: language === asSet ? undefined : language,
    model: model === asSet ? undefined : model,
  };
  const wish = { options, afterwards };
  const apply = () =>
    folder ? update.mutate({ id: folder.id, ...wish }) : add.mutate({ path, takesExisting, ...wish });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={folder ? t('queue.changeSettings') : t('watch.addTitle')}
      description={folder ? folder.path : t('watch.addText')}
    >
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-6 pb-2">
        {!folder && (
          <>
            <FolderField
              isLive
              label={t('watch.path')}
              note={t('watch.pathNote')}
              value={path}
              onChange={setPath}
            />
            <Toggle
              label={t('watch.takesExisting')}
              note={t('watch.takesExistingNote')}
              isOn={takesExisting}
              onChange={setTakesExisting}
            />
          </>
        )}
        <div className="flex flex-col gap-1.5">
          <span aria-hidden>{t('options.language')}</span>
          <Select
            label={t('options.language')}
            value={language}
            choices={[
              { value: asSet, label: t('watch.asSet') },
              ...languageChoices(t('options.detect'), i18n.language),
            ]}
            onChange={setLanguage}
          />
        </div>
        <div className="flex flex-col gap-1.5">
          <span aria-hidden>{t('options.model')}</span>
          <Select
            label={t('options.model')}
            value={model}
            choices={[{ value: asSet, label: t('watch.asSet') }, ...named]}
            onChange={setModel}
          />
        </div>
        <AfterwardsFields value={afterwards} onChange={setAfterwards} />
      </div>
      <div className="flex justify-end gap-2 px-6 py-4">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" disabled={path === '' || add.isPending || update.isPending} onClick={apply}>
          {folder ? t('queue.apply') : t('watch.add')}
        </Button>
      </div>
    </Dialog>
  );
}
