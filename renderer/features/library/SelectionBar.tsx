import { Info, RotateCw, Share, Tag, Trash2, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { BatchExportDialog } from '../exports/BatchExportDialog.tsx';
import { SaveSelection } from '../portability/SaveSelection.tsx';
import { AddToMenu } from './AddToMenu.tsx';
import { DetailsDialog } from './DetailsDialog.tsx';
import { nothingSelected } from './selection.ts';
import type { Shelf } from './shelf.ts';
import { TagsDialog } from './TagsDialog.tsx';
import { TranscribeAgainDialog } from './TranscribeAgainDialog.tsx';
import { useLibraryCommands } from './useLibraryCommands.ts';

/** What can be done with the selected recordings, as long as some are. */
export function SelectionBar({ shelf }: { shelf: Shelf | undefined }) {
  const { selection } = useTrax();
  const { t } = useTranslation();
  const ids = useStore(selection, (state) => state.ids);
  if (ids.size === 0) return null;
  const isBin = shelf !== undefined && 'isBin' in shelf;
  return (
    <section
      aria-label={t('library.selection')}
      data-foot=""
      className="@container flex shrink-0 items-center gap-2 border-line border-t bg-side px-6 py-2.5"
    >
      <span className="tabular-nums">{t('library.selected', { count: ids.size })}</span>
      {/* Where there is little room the words say enough. */}
      <div className="flex grow flex-wrap justify-end gap-2 @max-6xl:[&_button>svg]:hidden">
        {isBin ? <InBin ids={[...ids]} /> : <InLibrary ids={[...ids]} shelf={shelf} />}
      </div>
      <IconButton
        icon={X}
        size="small"
        label={t('library.deselect')}
        onClick={() => selection.getState().set(nothingSelected)}
      />
    </section>
  );
}

function InLibrary({ ids, shelf }: { ids: string[]; shelf: Shelf | undefined }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState<'again' | 'tags' | 'details' | 'export' | null>(null);
  const { bin } = useLibraryCommands();
  const [only] = ids.length === 1 ? ids : [];
  const close = () => setAsks(null);
  return (
    <>
      {only && (
        <Button size="small" onClick={() => setAsks('details')}>
          <Info aria-hidden size={14} />
          {t('library.details')}
        </Button>
      )}
      <AddToMenu ids={ids} shelf={shelf} />
      <Button size="small" onClick={() => setAsks('tags')}>
        <Tag aria-hidden size={14} />
        {t('library.tagsEllipsis')}
      </Button>
      <Button size="small" onClick={() => setAsks('again')}>
        <RotateCw aria-hidden size={14} />
        {t('library.transcribeAgainEllipsis')}
      </Button>
      <Button size="small" onClick={() => setAsks('export')}>
        <Share aria-hidden size={14} />
        {t('export.batch.button')}
      </Button>
      <SaveSelection ids={new Set(ids)} />
      <Button size="small" look="danger" disabled={bin.isPending} onClick={() => bin.mutate(ids)}>
        <Trash2 aria-hidden size={14} />
        {t('library.delete')}
      </Button>
      <BatchExportDialog isOpen={asks === 'export'} onClose={close} recordingIds={ids} />
      {asks === 'again' && <TranscribeAgainDialog ids={ids} onClose={close} />}
      {asks === 'tags' && <TagsDialog ids={ids} onClose={close} />}
      {asks === 'details' && only && <DetailsDialog id={only} onClose={close} />}
    </>
  );
}

function InBin({ ids }: { ids: string[] }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { restore, remove } = useLibraryCommands();
  return (
    <>
      <Button size="small" disabled={restore.isPending} onClick={() => restore.mutate(ids)}>
        <Undo2 aria-hidden size={14} />
        {t('library.restore')}
      </Button>
      <Button size="small" look="danger" disabled={remove.isPending} onClick={() => setAsks(true)}>
        <Trash2 aria-hidden size={14} />
        {t('library.delete')}
      </Button>
      <Confirm
        isOpen={asks}
        onClose={() => setAsks(false)}
        title={t('library.deleteTitle', { count: ids.length })}
        description={t('library.deleteText', { count: ids.length })}
        verb={t('library.delete')}
        onConfirm={() => remove.mutate(ids)}
      />
    </>
  );
}
