import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../CopyButton.tsx';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommand } from '../../useCommand.ts';
import { ExportForm } from './ExportForm.tsx';
import { type Exportable, optionsOf } from './exportChoice.ts';
import { useExportChoice } from './useExportChoice.ts';

interface ExportDialogProps {
  isOpen: boolean;
  onClose: () => void;
  recordingId: string;
  transcriptId: string;
  subject: Exportable;
}

/** A document of the transcript: its format, its options, and how it will look. */
export function ExportDialog({ isOpen, onClose, ...exported }: ExportDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('export.title')} className="h-172 w-250">
      <Form {...exported} onClose={onClose} />
    </Dialog>
  );
}

function Form({ recordingId, transcriptId, subject, onClose }: Omit<ExportDialogProps, 'isOpen'>) {
  const { client, host, toasts } = useTrax();
  const { t } = useTranslation();
  const [choice, setChoice] = useExportChoice();
  const { format, options } = choice;
  const request = { transcriptId, format, options };
  const save = useCommand(
    () =>
      host.saveDocument({
        name: () => client.exports.preview(request).then(({ fileName }) => fileName),
        render: () => client.exports.render(request),
        saveTo: (path) => client.exports.save({ ...request, path }),
      }),
    (path) => {
      if (!path) return;
      const { reveal } = host;
      toasts.getState().show({
        kind: 'done',
        title: t('export.saved', { path }),
        ...(reveal && { action: { label: t('export.reveal'), run: () => void reveal(path) } }),
      });
      onClose();
    },
  );
  return (
    <>
      <ExportForm
        recordingId={recordingId}
        transcriptId={transcriptId}
        subject={subject}
        choice={choice}
        onChoice={setChoice}
        onLeave={onClose}
      />
      <footer className="flex items-center justify-end gap-2 px-6 py-4">
        {optionsOf(format).canCopy && (
          <CopyButton
            key={JSON.stringify(request)}
            label={t('export.copy')}
            read={async () => (await client.exports.render(request)).content}
          />
        )}
        <Button look="primary" disabled={save.isPending} onClick={() => save.mutate()}>
          <Download aria-hidden size={15} />
          {save.isPending ? t('export.saving') : t('export.save')}
        </Button>
      </footer>
    </>
  );
}
