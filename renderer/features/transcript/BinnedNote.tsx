import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useLibraryCommands } from '../library/useLibraryCommands.ts';

/** Above a recording that lies in the bin: where it is, and the way back. */
export function BinnedNote({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const { restore } = useLibraryCommands();
  return (
    <div
      role="status"
      className="mx-6 mb-3 flex shrink-0 items-center gap-3 rounded-lg bg-warning-soft px-4 py-2.5"
    >
      <Trash2 aria-hidden size={16} className="shrink-0 text-warning" />
      <p className="grow">{t('transcript.binned')}</p>
      <Button size="small" disabled={restore.isPending} onClick={() => restore.mutate([recordingId])}>
        {t('library.restore')}
      </Button>
    </div>
  );
}
