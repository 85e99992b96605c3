import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usableModel } from '../../../shared/usableModel.ts';
import { FailureNotice } from '../../FailureNotice.tsx';
import { sayText } from '../../failure.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ModelRow } from './ModelRow.tsx';
import { inOrder } from './modelView.ts';
import { Section } from './Section.tsx';
import type { SettingsView } from './settingsView.ts';
import { useModelCommands } from './useModelCommands.ts';

/** The models of the catalogue and of this computer. */
export function Models({ settings }: { settings: SettingsView }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(api.models.list.queryOptions());
  const { importFile } = useModelCommands();
  const chosen = settings.model || (data && usableModel(data));
  return (
    <Section
      title={t('models.title')}
      note={data && t('models.folder', { folder: data.folder })}
      aside={
        <Button disabled={importFile.isPending} onClick={() => importFile.mutate()}>
          {importFile.isPending ? t('models.importing') : t('models.import')}
        </Button>
      }
    >
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="m-4 h-40" />}
      {data && (
        <ul>
          {inOrder(data.models, data.recommended.name).map((model) => (
            <li key={`${model.name} ${model.path}`} className="border-line border-b last:border-b-0">
              <ModelRow
                model={model}
                reason={model.name === data.recommended.name ? sayText(t, data.recommended.reason) : null}
                isChosen={model.name === chosen}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
