import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FolderField } from '../../ui/FolderField.tsx';
import { exampleFolder } from './exampleFolder.ts';

interface FolderDialogProps {
  title: string;
  text: string;
  /** What the button says that begins it. */
  verb: string;
  isStarting: boolean;
  onStart: (folder: string) => void;
  onClose: () => void;
  /** What else there is to choose. */
  children?: ReactNode;
}

/** Asks for a folder of the computer that the core runs on, and begins something with it. */
export function FolderDialog({
  title,
  text,
  verb,
  isStarting,
  onStart,
  onClose,
  children,
}: FolderDialogProps) {
  const { api, host } = useTrax();
  const { t } = useTranslation();
  const [given, setGiven] = useState('');
  const folder = given.trim();
  const platform = useQuery(api.system.info.queryOptions()).data?.platform ?? '';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onStart(folder);
  };
  return (
    <Dialog isOpen onClose={onClose} title={title} description={text}>
      <form className="flex flex-col gap-5 px-6 pt-1 pb-6" onSubmit={submit}>
        <FolderField
          label={t('carry.folder')}
          note={t('place.targetNote', { example: exampleFolder(platform) })}
          value={given}
          onChange={setGiven}
          pick={host.pickFolder}
          pickLabel={t('place.browse')}
        />
        {children}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={folder === '' || isStarting}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
