import { RotateCw, Share, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useCommand } from '../../useCommand.ts';
import { BatchExportDialog } from '../exports/BatchExportDialog.tsx';
import { SaveSelection } from '../portability/SaveSelection.tsx';
import { nothingSelected } from './selection.ts';

/** What can be done with the selected recordings, as long as some are. */
export function SelectionBar() {
  const { client, api, queries, selection } = useTrax();
  const { t } = useTranslation();
  const [asksToDelete, setAsksToDelete] = useState(false);
  const [isExporting, setIsExporting] = useState(false);
  const ids = useStore(selection, (state) => state.ids);
  const deselect = () => selection.getState().set(nothingSelected);
  const changed = () => {
    deselect();
    void queries.invalidateQueries({ queryKey: api.library.key() });
    void queries.invalidateQueries({ queryKey: api.queue.key() });
  };
  const remove = useCommand(() => client.library.remove({ ids: [...ids] }), changed);
  const again = useCommand(() => client.library.transcribeAgain({ ids: [...ids] }), changed);
  if (ids.size === 0) return null;
  return (
    <section
      aria-label={t('library.selection')}
      className="flex shrink-0 items-center gap-2 border-line border-t bg-side px-6 py-2.5"
    >
      <span className="grow tabular-nums">{t('library.selected', { count: ids.size })}</span>
      <Button size="small" disabled={again.isPending} onClick={() => again.mutate()}>
        <RotateCw aria-hidden size={14} />
        {t('library.transcribeAgain')}
      </Button>
      <Button size="small" onClick={() => setIsExporting(true)}>
        <Share aria-hidden size={14} />
        {t('export.batch.button')}
      </Button>
      <SaveSelection ids={ids} />
      <Button size="small" look="danger" disabled={remove.isPending} onClick={() => setAsksToDelete(true)}>
        <Trash2 aria-hidden size={14} />
        {t('library.delete')}
      </Button>
      <IconButton icon={X} size="small" label={t('library.deselect')} onClick={deselect} />
      <BatchExportDialog isOpen={isExporting} onClose={() => setIsExporting(false)} recordingIds={[...ids]} />
      <Confirm
        isOpen={asksToDelete}
        onClose={() => setAsksToDelete(false)}
        title={t('library.deleteTitle', { count: ids.size })}
        description={t('library.deleteText', { count: ids.size })}
        verb={t('library.delete')}
        onConfirm={() => remove.mutate()}
      />
    </section>
  );
}
