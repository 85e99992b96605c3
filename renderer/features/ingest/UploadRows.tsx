import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { bytes, percent } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { Button } from '../../ui/Button.tsx';
import { type Upload, uploadedShare } from './uploads.ts';

/** What is on its way to the core, below every place, until it is there. */
export function UploadRows() {
  const { uploads } = useTrax();
  const rows = useStore(uploads, (state) => state.rows);
  const { t, i18n } = useTranslation();
  if (rows.length === 0) return null;
  const share = uploadedShare(rows);
  const cancelAll = () => {
    for (const gesture of new Set(rows.map((row) => row.gesture))) uploads.getState().cancel(gesture);
  };
  return (
    <section aria-label={t('ingest.uploads')} className="shrink-0 border-line border-t bg-side px-6 py-3">
      <header className="flex items-center gap-3">
        <h2 className="grow font-medium">{t('ingest.copying', { count: rows.length })}</h2>
        <span className="text-soft tabular-nums">{percent(share, i18n.language)}</span>
        <Button size="small" onClick={cancelAll}>
          {t('common.cancel')}
        </Button>
      </header>
      <ul className="mt-2 flex max-h-40 flex-col gap-1 overflow-y-auto pr-1">
        {rows.map((row) => (
          <UploadRow key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function UploadRow({ row }: { row: Upload }) {
  const { i18n } = useTranslation();
  return (
    <li className="flex h-7 items-center gap-4">
      <span className="min-w-0 grow truncate">{row.name}</span>
      <span className="w-20 text-right text-soft text-xs tabular-nums">{bytes(row.size, i18n.language)}</span>
      <Bar label={row.name} share={row.progress} className="w-40" />
    </li>
  );
}
