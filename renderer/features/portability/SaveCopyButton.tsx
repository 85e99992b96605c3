import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actionRunner.ts';
import { titleOf } from '../../i18n.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { SaveCopy } from './SaveCopy.tsx';

/** Saves a copy of the recording that is open; also by its action. */
export function SaveCopyButton({ recording }: { recording: { id: string; title: string; size: number } }) {
  const { i18n } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  useAction('recording.saveCopy', () => setIsOpen(true));
  return (
    <>
      <IconButton
        icon={FileOutput}
        label={titleOf(i18n, 'recording.saveCopy')}
        onClick={() => setIsOpen(true)}
      />
      <SaveCopy isOpen={isOpen} onClose={() => setIsOpen(false)} recordings={[recording]} />
    </>
  );
}
