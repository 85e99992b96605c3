import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { useCommand } from '../../useCommand.ts';
import { FolderDialog } from './FolderDialog.tsx';

/** Asks which folder a library is exported to or imported from. */
export function CarryDialog({ kind, onClose }: { kind: 'export' | 'import'; onClose: () => void }) {
  const { api, client, queries } = useTrax();
  const { t } = useTranslation();
  const [media, setMedia] = useState(true);
  const start = useCommand(
    (folder: string) =>
      kind === 'export'
        ? client.portability.startExport({ folder, media })
        : client.portability.startImport({ folder }),
    () => {
      void queries.invalidateQueries({ queryKey: api.portability.view.key() });
      onClose();
    },
  );
  return (
    <FolderDialog
      title={t(`carry.${kind}Title`)}
      text={t(`carry.${kind}Text`)}
      verb={t(`carry.start.${kind}`)}
      isStarting={start.isPending}
      onStart={start.mutate}
      onClose={onClose}
    >
      {kind === 'export' && <Toggle label={t('carry.media')} isOn={media} onChange={setMedia} />}
    </FolderDialog>
  );
}
