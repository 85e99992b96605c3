import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { goTo } from '../../usePlace.ts';
import { DownloadRecommended } from './DownloadRecommended.tsx';
import { type Readiness, sectionFor } from './SetupSteps.tsx';

/** Above a library that has recordings: nothing can be transcribed now, and why. */
export function SetupNotice({ readiness }: { readiness: Exclude<Readiness, 'ready'> }) {
  const { t } = useTranslation();
  return (
    <div className="mx-6 mb-3 flex shrink-0 items-center gap-3 rounded-lg bg-warning-soft px-4 py-2.5">
      <TriangleAlert aria-hidden size={16} className="shrink-0 text-warning" />
      <p className="grow">
        <strong className="font-medium">{t(`setup.${readiness}.title`)}</strong>{' '}
        {t(`setup.${readiness}.text`)}
      </p>
      {readiness === 'no-model' && <DownloadRecommended size="small" className="min-w-56" />}
      <Button size="small" onClick={() => goTo({ name: 'settings', section: sectionFor(readiness) })}>
        {t('setup.openSettings')}
      </Button>
    </div>
  );
}
