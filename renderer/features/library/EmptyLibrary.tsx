import { AudioLines } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { usePickAndAdd } from '../ingest/usePickAndAdd.ts';
import { type Readiness, SetupSteps } from './SetupSteps.tsx';
import { TrySample } from './TrySample.tsx';

/** The first thing that anybody sees: what to do, and whatever is missing for it. */
export function EmptyLibrary({ readiness }: { readiness: Readiness }) {
  const { t, i18n } = useTranslation();
  const { pickAndAdd } = usePickAndAdd();
  return (
    <div className="flex min-h-0 grow flex-col items-center justify-center overflow-y-auto px-8 pt-4 pb-14 text-center">
      <div className="mb-5 rounded-2xl bg-accent-soft p-4 text-accent-text">
        <AudioLines aria-hidden size={32} strokeWidth={1.5} />
      </div>
      <h2 className="font-semibold text-xl tracking-tight">{t('library.emptyTitle')}</h2>
      <p className="mt-2 max-w-120 text-balance text-base text-soft">{t('library.emptyText')}</p>
      {readiness === 'ready' ? (
        <div className="mt-6 flex gap-2">
          <Button look="primary" size="large" onClick={() => pickAndAdd('recordings')}>
            {titleOf(i18n, 'recordings.add')}
          </Button>
          <TrySample size="large" />
        </div>
      ) : (
        <div className="mt-8 w-full max-w-144 text-left">
          <SetupSteps readiness={readiness} />
        </div>
      )}
    </div>
  );
}
