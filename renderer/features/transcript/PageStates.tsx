import { FileX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../FailureNotice.tsx';
import { failureOf } from '../../failure.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { goTo } from '../../usePlace.ts';

/** A recording that could not be opened, most often because it was deleted. */
export function Unreachable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (failureOf(error).code !== 'NOT_FOUND') return <FailureNotice error={error} onRetry={onRetry} />;
  return (
    <Notice icon={FileX} title={t('library.goneTitle')} text={t('library.goneText')}>
      <Button look="primary" onClick={() => goTo({ name: 'library' })}>
        {t('transcript.back')}
      </Button>
    </Notice>
  );
}

/** A recording on its way. */
export function Busy() {
  return (
    <div className="flex flex-col gap-6 px-6 py-5">
      <Skeleton className="h-7 w-80" />
      <Skeleton className="h-20 w-full" />
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 pt-4">
        {[90, 70, 85, 40].map((width) => (
          <span key={width} style={{ width: `${width}%` }}>
            <Skeleton className="h-4 w-full" />
          </span>
        ))}
      </div>
    </div>
  );
}
