import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sayText } from '../../failure.ts';
import type { Client } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { goTo } from '../../usePlace.ts';
import type { SectionName } from '../settings/sections.ts';
import { useModelCommands } from '../settings/useModelCommands.ts';
import { DownloadRecommended } from './DownloadRecommended.tsx';
import { TrySample } from './TrySample.tsx';

export type Readiness = Awaited<ReturnType<Client['system']['info']>>['readiness'];

/** Where the settings say what to do. */
export function sectionFor(readiness: Readiness): SectionName {
  return readiness === 'no-ffmpeg' || readiness === 'no-engine' ? 'diagnostics' : 'recognition';
}

/** What is missing before anything can be transcribed, with one button that gets it, and other ways. */
export function SetupSteps({ readiness }: { readiness: Exclude<Readiness, 'ready'> }) {
  const { t } = useTranslation();
  return (
    <section className="rounded-xl border border-line bg-raised p-5">
      <h3 className="font-semibold text-base">{t(`setup.${readiness}.title`)}</h3>
      <p className="mt-1 text-soft">{t(`setup.${readiness}.text`)}</p>
      {readiness === 'no-model' ? <GetModel /> : <SeeSettings section={sectionFor(readiness)} />}
    </section>
  );
}

function GetModel() {
  const { api } = useTrax();
  const { t } = useTranslation();
  const list = useQuery(api.models.list.queryOptions()).data;
  const { importFile } = useModelCommands();
  return (
    <>
      {list && <p className="mt-3">{sayText(t, list.recommended.reason)}</p>}
      <DownloadRecommended size="large" className="mt-4 w-full" />
      <div className="mt-3 flex flex-wrap gap-2 *:grow">
        <Button onClick={() => importFile.mutate()} disabled={importFile.isPending}>
          {t('models.import')}
        </Button>
        <Button onClick={() => goTo({ name: 'settings', section: 'recognition' })}>
          {t('setup.useEndpoint')}
        </Button>
        <TrySample />
      </div>
    </>
  );
}

function SeeSettings({ section }: { section: SectionName }) {
  const { t } = useTranslation();
  return (
    <div className="mt-4 flex gap-2">
      <Button look="primary" onClick={() => goTo({ name: 'settings', section })}>
        {t('setup.openSettings')}
      </Button>
      <TrySample />
    </div>
  );
}
