import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { DownloadProgress } from '../settings/DownloadProgress.tsx';
import { modelSize } from '../settings/modelView.ts';
import { useModelCommands } from '../settings/useModelCommands.ts';

/** The one button that gets the recommended model, with its size; how far that is, or another that was chosen instead. */
export function DownloadRecommended(look: Pick<ComponentProps<typeof Button>, 'size' | 'className'>) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const list = useQuery(api.models.list.queryOptions()).data;
  const { download } = useModelCommands();
  const comes = list?.models.find(
    ({ task, download: part }) => task === 'transcription' && part && !part.failure,
  );
  const model = comes ?? list?.models.find((each) => each.name === list.recommended.name);
  if (model?.download)
    return (
      <div className={look.className}>
        {comes && <p className="mb-2">{t('models.downloading', { name: comes.name })}</p>}
        <DownloadProgress model={model} />
      </div>
    );
  const size = model && modelSize(t, model, i18n.language);
  return (
    <Button
      look="primary"
      disabled={!model || download.isPending}
      onClick={() => model && download.mutate(model.name)}
      {...look}
    >
      {model ? t('setup.download', { name: model.name, size }) : t('setup.searching')}
    </Button>
  );
}
