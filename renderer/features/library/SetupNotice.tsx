import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { goTo } from '../../usePlace.ts';
import { DownloadRecommended } from './DownloadRecommended.tsx';
import { sectionFor } from './SetupSteps.tsx';

/** Above recordings: nothing can be transcribed now, and why; nothing where it can. */
export function SetupNotice({ className }: { className?: string }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const readiness = useQuery(api.system.info.queryOptions()).data?.readiness ?? 'ready';
  if (readiness === 'ready') return null;
  return (
    <div
      className={classes(
        'flex shrink-0 flex-wrap items-center gap-3 rounded-lg bg-warning-soft px-4 py-2.5',
        className,
      )}
    >
      <TriangleAlert aria-hidden size={16} className="shrink-0 text-warning" />
      <p className="min-w-60 flex-1">
        <strong className="font-medium">{t(`setup.${readiness}.title`)}</strong>{' '}
        {t(`setup.${readiness}.text`)}
      </p>
      {readiness === 'no-model' && (
        // How far it is takes a line of its own.
        <DownloadRecommended
          size="small"
          className="has-[[role=progressbar]]:order-last has-[[role=progressbar]]:basis-full has-[[role=progressbar]]:pl-7"
        />
      )}
      <Button size="small" onClick={() => goTo({ name: 'settings', section: sectionFor(readiness) })}>
        {t('setup.openSettings')}
      </Button>
    </div>
  );
}
