import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button, type ButtonProps } from '../../ui/Button.tsx';
import { useCommand } from '../../useCommand.ts';
import { goTo } from '../../usePlace.ts';

/** Transcribes the bundled recording with the bundled model; nothing where there is none. */
export function TrySample({ size = 'normal' }: Pick<ButtonProps, 'size'>) {
  const { api, client } = useTrax();
  const { t } = useTranslation();
  const samplePath = useQuery(api.system.info.queryOptions()).data?.samplePath;
  const trySample = useCommand(
    () => client.system.trySample(),
    ({ recordingId }) => goTo({ name: 'recording', id: recordingId, at: null }),
  );
  if (!samplePath) return null;
  return (
    <Button size={size} disabled={trySample.isPending} onClick={() => trySample.mutate()}>
      {t('setup.trySample')}
    </Button>
  );
}
