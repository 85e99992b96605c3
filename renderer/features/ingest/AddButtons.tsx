import { FolderPlus, Plus, SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Flyout } from '../../ui/Flyout.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { OptionsPanel } from './OptionsPanel.tsx';
import { usePickAndAdd } from './usePickAndAdd.ts';

/** Picking recordings or a folder, and how they are to be transcribed. */
export function AddButtons() {
  const { t, i18n } = useTranslation();
  const { pickAndAdd } = usePickAndAdd();
  return (
    <div className="flex items-center gap-2">
      <Flyout
        label={t('ingest.options')}
        trigger={
          <Button look="quiet">
            <SlidersHorizontal aria-hidden size={15} strokeWidth={1.75} />
            {t('ingest.options')}
          </Button>
        }
      >
        <OptionsPanel />
      </Flyout>
      <IconButton
        icon={FolderPlus}
        label={titleOf(i18n, 'recordings.addFolder')}
        look="plain"
        onClick={() => pickAndAdd('folder')}
      />
      <Button look="primary" onClick={() => pickAndAdd('recordings')}>
        <Plus aria-hidden size={16} />
        {t('ingest.add')}
      </Button>
    </div>
  );
}
