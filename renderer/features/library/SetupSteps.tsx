import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bytes } from '../../format.ts';
import type { Client } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { goTo } from '../../usePlace.ts';
import { DownloadProgress } from '../settings/DownloadProgress.tsx';
import { useModelCommands } from '../settings/useModelCommands.ts';
import { TrySample } from './TrySample.tsx';

export type Readiness = Awaited<ReturnType<Client['system']['info']>>['readiness'];

/** What is missing before anything can be transcribed, with one button that gets it, and other ways. */
export function SetupSteps({ readiness }: { readiness: Exclude<Readiness, 'ready'> }) {
  const { t } = useTranslation();
  return (
    <section className="rounded-xl border border-line bg-raised p-5">
      <h3 className="font-semibold text-base">{t(`setup.${readiness}.title`)}</h3>
      <p className="mt-1 text-soft">{t(`setup.${readiness}.text`)}</p>
      {readiness === 'no-model' ? <GetModel /> : <SeeSettings />}
    </section>
  );
}

function GetModel() {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const list = useQuery(api.models.list.queryOptions()).data;
  const { download, importFile } = useModelCommands();
  const model = list?.models.find((each) => each.name === list.recommended.name);
  const size = model?.size ? bytes(model.size, i18n.language) : null;
  return (
    <>
      {list && <p className="mt-3">{list.recommended.reason}</p>}
      {model?.download ? (
        <DownloadProgress model={model} className="mt-4" />
      ) : (
        <Button
          look="primary"
          size="large"
          className="mt-4 w-full"
          disabled={!model || download.isPending}
          onClick={() => model && download.mutate(model.name)}
        >
          {model ? t('setup.download', { name: model.name, size: size ?? '' }) : t('setup.searching')}
        </Button>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <Button onClick={() => importFile.mutate()} disabled={importFile.isPending}>
          {t('models.import')}
        </Button>
        <Button onClick={() => goTo({ name: 'settings' })}>{t('setup.useEndpoint')}</Button>
        <TrySample />
      </div>
    </>
  );
}

function SeeSettings() {
  const { t } = useTranslation();
  return (
    <div className="mt-4 flex gap-2">
      <Button look="primary" onClick={() => goTo({ name: 'settings' })}>
        {t('setup.openSettings')}
      </Button>
      <TrySample />
    </div>
  );
}
