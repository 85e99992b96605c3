import { useTranslation } from 'react-i18next';
import type { Model } from '../../../shared/contract/models.ts';
import { sayNext, sayWhat } from '../../failure.ts';
import { bytes } from '../../format.ts';
import { Bar } from '../../ui/Bar.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { useModelCommands } from './useModelCommands.ts';

/** A model on its way: how much is here, and stop or go on. */
export function DownloadProgress({ model, className }: { model: Model; className?: string }) {
  const { t, i18n } = useTranslation();
  const { download, cancelDownload } = useModelCommands();
  if (!model.download) return null;
  const { received, total, failure } = model.download;
  const whole = total ?? model.size;
  const figures = whole
    ? t('models.received', { received: bytes(received, i18n.language), total: bytes(whole, i18n.language) })
    : bytes(received, i18n.language);
  return (
    <div className={classes('flex flex-col gap-2', className)}>
      <Bar
        label={t('models.downloading', { name: model.name })}
        share={whole ? received / whole : 0}
        tone={failure ? 'failed' : 'moving'}
      />
      <div className="flex items-center gap-2">
        <span className="grow text-soft tabular-nums">{(received > 0 || !failure) && figures}</span>
        {failure && (
          <Button size="small" onClick={() => download.mutate(model.name)}>
            {received > 0 ? t('models.goOn') : t('common.tryAgain')}
          </Button>
        )}
        <Button size="small" look="quiet" onClick={() => cancelDownload.mutate(model.name)}>
          {t('common.cancel')}
        </Button>
      </div>
      {failure && (
        <p className="wrap-anywhere">
          <span className="text-danger">{sayWhat(t, failure)}</span> {sayNext(t, failure)}
        </p>
      )}
    </div>
  );
}
