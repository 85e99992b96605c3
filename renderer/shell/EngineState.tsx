import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bytes } from '../format.ts';
import { useTrax } from '../trax.ts';
import { classes } from '../ui/classes.ts';

/** Whether a transcription could start now, and how much room is left. */
export function EngineState() {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  if (!info) return <div className="h-9" />;
  const isReady = info.readiness === 'ready';
  return (
    <div className="min-w-0 text-soft text-xs">
      <p className="flex items-center gap-1.5">
        <span
          aria-hidden
          className={classes('size-1.5 rounded-full', isReady ? 'bg-accent' : 'bg-warning')}
        />
        <span className="truncate text-ink">{t(`shell.readiness.${info.readiness}`)}</span>
      </p>
      <p className="mt-0.5 truncate">{t('shell.free', { size: bytes(info.freeBytes, i18n.language) })}</p>
    </div>
  );
}
