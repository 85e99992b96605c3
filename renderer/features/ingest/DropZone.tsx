import { ArrowDownToLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDrop } from './useDrop.ts';

/** The whole window takes files and folders; this shows it while they are held over it. */
export function DropZone({ onDrop }: { onDrop: (drop: DataTransfer) => void }) {
  const { t } = useTranslation();
  const isOver = useDrop(onDrop);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-page/90 p-4">
      <div className="flex h-full animate-appear flex-col items-center justify-center gap-2 rounded-2xl border-2 border-accent border-dashed text-center">
        <ArrowDownToLine aria-hidden size={32} strokeWidth={1.5} className="mb-2 text-accent-text" />
        <p className="font-semibold text-lg">{t('ingest.dropHere')}</p>
        <p className="text-base text-soft">{t('ingest.dropNote')}</p>
      </div>
    </div>
  );
}
