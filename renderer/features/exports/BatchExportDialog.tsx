import { useQuery } from '@tanstack/react-query';
import { FileOutput, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import { filePatternSchema } from '../../../shared/contract/exports.ts';
import type { ExportChoice } from '../../../shared/contract/settings.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useCommand } from '../../useCommand.ts';
import { ExportForm } from './ExportForm.tsx';
import { useExportChoice } from './useExportChoice.ts';

interface BatchExportDialogProps {
  isOpen: boolean;
  onClose: () => void;
  recordingIds: readonly string[];
}

/** Documents of many recordings at once, into one folder. */
export function BatchExportDialog({ isOpen, onClose, recordingIds }: BatchExportDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('export.batch.title', { count: recordingIds.length })}
      description={t('export.batch.note')}
      className="h-172 w-250"
    >
      <Form recordingIds={recordingIds} onClose={onClose} />
    </Dialog>
  );
}

/** Among many there may be each. */
const anything = { hasSound: true, hasSpeakers: true };

/** Recordings that are looked at for one with a transcript to show. */
const mostLooks = 50;

function Form({ recordingIds, onClose }: Omit<BatchExportDialogProps, 'isOpen'>) {
  const { client, host, toasts } = useTrax();
  const { t } = useTranslation();
  const [choice, setChoice] = useExportChoice();
  // What is typed is shown at once; only a pattern that makes names is remembered.
  const [pattern, setPattern] = useState(choice.pattern);
  const isPattern = isFilePattern(pattern);
  const changePattern = (typed: string) => {
    setPattern(typed);
    if (isFilePattern(typed)) setChoice({ ...choice, pattern: typed });
  };
  const shown = useQuery({
    queryKey: ['first-transcript', recordingIds],
    staleTime: 0,
    queryFn: async () => {
      for (const id of recordingIds.slice(0, mostLooks)) {
        const { transcriptId } = await client.library.get({ id });
        if (transcriptId) return { recordingId: id, transcriptId };
      }
      return null;
    },
  });
  const write = useCommand(
    () => {
      const { format, options, folder } = choice;
      const place = folder.trim() === '' ? null : folder.trim();
      return client.exports.saveMany({
        recordingIds: [...recordingIds],
        format,
        options,
        pattern,
        folder: place,
      });
    },
    ({ folder, paths: [first, ...others], skipped }) => {
      const { reveal } = host;
      toasts.getState().show({
        kind: 'done',
        title: t('export.batch.done', { count: first === undefined ? 0 : others.length + 1, folder }),
        lines: skipped > 0 ? [t('export.batch.skipped', { count: skipped })] : [],
        ...(reveal &&
          first !== undefined && { action: { label: t('export.reveal'), run: () => void reveal(first) } }),
      });
      onClose();
    },
  );
  return (
    <>
      {shown.data ? (
        <ExportForm
          {...shown.data}
          subject={anything}
          choice={choice}
          onChoice={setChoice}
          onLeave={onClose}
        />
      ) : (
        <div className="min-h-0 grow px-6">
          {shown.data === null ? (
            <Notice icon={FileOutput} title={t('export.batch.none')} text={t('export.batch.noneText')} />
          ) : (
            <Skeleton className="h-64 rounded-lg" />
          )}
        </div>
      )}
      <footer className="flex items-start gap-3 px-6 py-4">
        <Names
          choice={choice}
          pattern={pattern}
          isPattern={isPattern}
          onPattern={changePattern}
          onChange={setChoice}
        />
        <Button
          look="primary"
          className="mt-6.5"
          disabled={!shown.data || write.isPending || !isPattern || !isFolder(choice.folder)}
          onClick={() => write.mutate()}
        >
          {write.isPending ? t('export.batch.writing') : t('export.batch.write')}
        </Button>
      </footer>
    </>
  );
}

/** Empty is Trax's own folder. */
function isFolder(text: string): boolean {
  return text.trim() === '' || afterwardsSchema.shape.folder.safeParse(text.trim()).success;
}

const isFilePattern = (text: string): boolean => filePatternSchema.safeParse(text).success;

interface NamesProps {
  choice: ExportChoice;
  /** As it is typed. */
  pattern: string;
  isPattern: boolean;
  onPattern: (pattern: string) => void;
  onChange: (choice: ExportChoice) => void;
}

/** How the files are called, and where they go. */
function Names({ choice, pattern, isPattern, onPattern, onChange }: NamesProps) {
  const { host } = useTrax();
  const { t } = useTranslation();
  const pick = useCommand(async () => {
    const picked = await host.pick('folder');
    const folder = 'paths' in picked ? picked.paths[0] : undefined;
    if (folder !== undefined) onChange({ ...choice, folder });
  });
  return (
    <>
      <div className="w-74">
        <TextField
          label={t('export.batch.pattern')}
          note={t('export.batch.patternNote')}
          wrong={isPattern ? undefined : t('export.batch.patternWrong')}
          value={pattern}
          onChange={({ target }) => onPattern(target.value)}
        />
      </div>
      <TextField
        label={t('export.batch.folder')}
        placeholder={t('export.batch.folderPlaceholder')}
        value={choice.folder}
        wrong={isFolder(choice.folder) ? undefined : t('afterwards.folderWrong')}
        onChange={({ target: { value } }) => onChange({ ...choice, folder: value })}
        className="grow"
      />
      {host.kind === 'desktop' && (
        <Button className="mt-6.5" onClick={() => pick.mutate()}>
          <FolderOpen aria-hidden size={15} />
          {t('export.batch.choose')}
        </Button>
      )}
    </>
  );
}
