import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExportFormat, exportFormats } from '../../../shared/contract/exports.ts';
import { failureOf, sayWhat } from '../../failure.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useCommand } from '../../useCommand.ts';
import { ExportOptionFields } from './ExportOptionFields.tsx';
import { type ExportChoice, previewOf, recallExportChoice, rememberExportChoice } from './exportChoice.ts';

interface ExportDialogProps {
  isOpen: boolean;
  onClose: () => void;
  transcriptId: string;
}

const names: Record<ExportFormat, string> = { txt: 'TXT', srt: 'SRT', vtt: 'VTT', json: 'JSON' };

/** A document of the transcript: its format, its options, and how it will look. */
export function ExportDialog({ isOpen, onClose, transcriptId }: ExportDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('export.title')} className="h-150 w-220">
      <ExportForm transcriptId={transcriptId} onClose={onClose} />
    </Dialog>
  );
}

function ExportForm({ transcriptId, onClose }: { transcriptId: string; onClose: () => void }) {
  const { api, client, host, toasts } = useTrax();
  const { t } = useTranslation();
  const [choice, setChoice] = useState(() => recallExportChoice(localStorage));
  const change = (next: ExportChoice) => {
    setChoice(next);
    rememberExportChoice(localStorage, next);
  };
  const request = { transcriptId, ...choice };
  const { data, error } = useQuery(
    api.exports.render.queryOptions({ input: request, placeholderData: keepPreviousData, staleTime: 0 }),
  );
  const save = useCommand(
    async () =>
      data && host.saveDocument({ ...data, saveTo: (path) => client.exports.save({ ...request, path }) }),
    (path) => {
      if (!path) return;
      toasts.getState().show({ kind: 'done', title: t('export.saved', { path }) });
      onClose();
    },
  );
  return (
    <>
      <div className="grid min-h-0 grow grid-cols-[17rem_minmax(0,1fr)] gap-6 px-6">
        <div className="flex flex-col gap-5 overflow-y-auto py-1 pr-1">
          <Segmented
            label={t('export.format')}
            value={choice.format}
            choices={exportFormats.map((format) => ({ value: format, label: names[format] }))}
            onChange={(format) => change({ ...choice, format })}
          />
          <p className="text-soft">{t(`export.about.${choice.format}`)}</p>
          <ExportOptionFields
            format={choice.format}
            options={choice.options}
            onChange={(options) => change({ ...choice, options })}
          />
        </div>
        <Preview text={data?.text} failure={error ? sayWhat(t, failureOf(error)) : null} />
      </div>
      <footer className="flex items-center justify-end gap-2 px-6 py-4">
        <span className="min-w-0 grow truncate text-soft">{data?.fileName}</span>
        <CopyButton text={data?.text} />
        <Button look="primary" disabled={!data || save.isPending} onClick={() => save.mutate()}>
          <Download aria-hidden size={15} />
          {t('export.save')}
        </Button>
      </footer>
    </>
  );
}

function Preview({ text, failure }: { text: string | undefined; failure: string | null }) {
  const { t } = useTranslation();
  const shown = previewOf(text ?? '');
  return (
    <section
      aria-label={t('export.preview')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
      className="overflow-auto rounded-lg border border-line bg-page p-4"
    >
      {failure && <p className="text-danger">{failure}</p>}
      <pre dir="auto" className="whitespace-pre-wrap font-mono text-xs leading-5 wrap-anywhere">
        {shown.text}
      </pre>
      {shown.isCut && <p className="mt-3 text-soft text-xs">{t('export.more')}</p>}
    </section>
  );
}

function CopyButton({ text }: { text: string | undefined }) {
  const { t } = useTranslation();
  const [hasCopied, setHasCopied] = useState(false);
  const copy = useCommand(
    async (document: string) => navigator.clipboard.writeText(document),
    () => setHasCopied(true),
  );
  const Icon = hasCopied ? Check : Copy;
  return (
    <Button disabled={text === undefined} onClick={() => text !== undefined && copy.mutate(text)}>
      <Icon aria-hidden size={15} />
      <span aria-live="polite">{hasCopied ? t('export.copied') : t('export.copy')}</span>
    </Button>
  );
}
