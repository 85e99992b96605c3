import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FolderField } from '../../ui/FolderField.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { useCommand } from '../../useCommand.ts';
import { exampleFolder } from './exampleFolder.ts';

/** Asks which folder a library is exported to or imported from. */
export function CarryDialog({ kind, onClose }: { kind: 'export' | 'import'; onClose: () => void }) {
  const { api, client, host, queries } = useTrax();
  const { t } = useTranslation();
  const [folder, setFolder] = useState('');
  const [media, setMedia] = useState(true);
  const platform = useQuery(api.system.info.queryOptions()).data?.platform ?? '';
  const start = useCommand(
    () =>
      kind === 'export'
        ? client.portability.startExport({ folder: folder.trim(), media })
        : client.portability.startImport({ folder: folder.trim() }),
    () => {
      void queries.invalidateQueries({ queryKey: api.portability.view.key() });
      onClose();
    },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t(`carry.${kind}Title`)} description={t(`carry.${kind}Text`)}>
      <form className="flex flex-col gap-5 px-6 pt-1 pb-6" onSubmit={submit}>
        <FolderField
          label={t('carry.folder')}
          note={t('place.targetNote', { example: exampleFolder(platform) })}
          value={folder}
          onChange={setFolder}
          pick={host.pickFolder}
          pickLabel={t('place.browse')}
        />
        {kind === 'export' && <Toggle label={t('carry.media')} isOn={media} onChange={setMedia} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={folder.trim() === '' || start.isPending}>
            {t(`carry.start.${kind}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
