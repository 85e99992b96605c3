import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../shared/errors.ts';
import { failureOf, sayNext, sayWhat } from '../../failure.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import type { SettingsView } from './settingsView.ts';
import { settingsScope } from './useUpdateSettings.ts';

/** Model names that are told of a server which does not list the one that is set. */
const mostNames = 5;

/** Asks the server whether it is there, takes the key and knows the model, before a recording has to find out. */
export function EndpointTrial({ settings }: { settings: SettingsView }) {
  const { client } = useTrax();
  const { t } = useTranslation();
  const { endpointUrl, endpointModel, hasApiKey } = settings;
  const trial = useMutation({
    mutationFn: () => client.settings.tryEndpoint(),
    scope: { id: settingsScope },
  });
  const { reset, isPending } = trial;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer holds for what was asked; what is being asked is the newest.
  useEffect(() => {
    if (!isPending) reset();
  }, [endpointUrl, endpointModel, hasApiKey]);
  return (
    <div className="flex items-center gap-4">
      <div className="min-w-0 grow" aria-live="polite">
        {trial.data && <Answer models={trial.data.models} model={endpointModel} />}
        {trial.error && <Refusal error={trial.error} />}
        {trial.isIdle && <span className="text-soft text-xs">{t('endpoint.tryNote')}</span>}
      </div>
      <Button disabled={endpointUrl === '' || isPending} onClick={() => trial.mutate()}>
        {t(isPending ? 'endpoint.trying' : 'endpoint.try')}
      </Button>
    </div>
  );
}

function Answer({ models, model }: { models: readonly string[] | null; model: string }) {
  const { t } = useTranslation();
  if (models === null || models.includes(model))
    return (
      <Line icon={<CircleCheck aria-hidden size={16} className="text-accent-text" />}>
        {models === null ? t('endpoint.answers') : t('endpoint.knows', { model })}
      </Line>
    );
  return (
    <Line icon={<TriangleAlert aria-hidden size={16} className="text-warning" />}>
      {t('endpoint.lacks', { model, models: models.slice(0, mostNames).join(', '), count: models.length })}
    </Line>
  );
}

function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const failure = failureOf(error);
  // Who asks is in the settings, and nothing tries again by itself.
  const next: Partial<Record<ErrorCode, string>> = {
    ENDPOINT_UNREACHABLE: t('endpoint.unreachableNext'),
    ENDPOINT_UNAUTHORIZED: t('endpoint.keyNext'),
  };
  return (
    <Line icon={<CircleAlert aria-hidden size={16} className="text-danger" />}>
      <span className="text-danger">{sayWhat(t, failure)}</span> {next[failure.code] ?? sayNext(t, failure)}
    </Line>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2">
      <span className="mt-0.5 shrink-0">{icon}</span>
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}
