import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import type { WatchFolder } from '../../../shared/contract/watchFolders.ts';
import { failureOf, sayWhat } from '../../failure.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FolderField } from '../../ui/FolderField.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { AfterwardsFields } from '../afterwards/AfterwardsFields.tsx';
import { type Recognition, RecognitionFields } from '../settings/RecognitionFields.tsx';
import { useWatchFolderCommands } from './useWatchFolderCommands.ts';

/** A new watch folder, or the settings of one that is there. */
export function WatchFolderDialog({ folder, onClose }: { folder: WatchFolder | null; onClose: () => void }) {
  const { api, host } = useTrax();
  const { t } = useTranslation();
  const settings = useQuery(api.settings.get.queryOptions()).data;
  const [path, setPath] = useState(folder?.path ?? '');
  const [recognition, setRecognition] = useState<Recognition>({
    language: folder?.options.language ?? null,
    model: folder?.options.model ?? null,
  });
  const [afterwards, setAfterwards] = useState(
    folder?.afterwards ?? settings?.afterwards ?? afterwardsSchema.parse({}),
  );
  const [takesExisting, setTakesExisting] = useState(true);
  const { add, update } = useWatchFolderCommands(onClose);
  const options = {
    ...folder?.options,
    language: recognition.language ?? undefined,
    model: recognition.model ?? undefined,
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
              label={t('watch.path')}
              note={t('watch.pathNote')}
              wrong={add.error ? refusal(t, add.error) : undefined}
              value={path}
              onChange={(next) => {
                setPath(next.trim());
                add.reset();
              }}
              pick={host.pickFolder}
              pickLabel={t('place.browse')}
            />
            <Toggle
              label={t('watch.takesExisting')}
              note={t('watch.takesExistingNote')}
              isOn={takesExisting}
              onChange={setTakesExisting}
            />
          </>
        )}
        <RecognitionFields value={recognition} onChange={setRecognition} unsaid={t('watch.asSet')} />
        <AfterwardsFields value={afterwards} onChange={(part) => setAfterwards({ ...afterwards, ...part })} />
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

/** Why a folder cannot be watched. */
function refusal(t: TFunction, error: unknown): string {
  const failure = failureOf(error);
  return failure.code === 'FILE_NOT_FOUND' ? t('watch.missing') : sayWhat(t, failure);
}
