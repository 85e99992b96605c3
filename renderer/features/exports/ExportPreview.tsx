import { useTranslation } from 'react-i18next';
import { failureOf, sayWhat } from '../../failure.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';

interface PreviewProps {
  preview: { content: string; isPage: boolean; isCut: boolean } | undefined;
  error: unknown;
}

/** The beginning of the document as it will be. */
export function ExportPreview({ preview, error }: PreviewProps) {
  const { t } = useTranslation();
  return (
    <section
      aria-label={t('export.preview')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
      className="flex min-h-0 grow flex-col overflow-auto rounded-lg border border-line bg-page"
    >
      {error ? <p className="p-4 text-danger">{sayWhat(t, failureOf(error))}</p> : null}
      {!preview && !error && <Skeleton className="m-4 h-40 rounded-lg" />}
      {preview?.isPage && !error && (
        // Sandboxed: nothing in it runs, and it can reach nothing.
        <iframe
          title={t('export.preview')}
          sandbox=""
          srcDoc={preview.content}
          className="min-h-0 grow rounded-lg"
        />
      )}
      {preview && !preview.isPage && !error && (
        <pre dir="auto" className="whitespace-pre-wrap p-4 font-mono text-xs leading-5 wrap-anywhere">
          {preview.content}
        </pre>
      )}
      {preview?.isCut && !error && <p className="shrink-0 px-4 py-2 text-soft text-xs">{t('export.more')}</p>}
    </section>
  );
}
