import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, sayWhat } from '../../failure.ts';
import { bytes } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FolderField } from '../../ui/FolderField.tsx';
import { useCommand } from '../../useCommand.ts';
import { useSettled } from '../../useSettled.ts';
import { exampleFolder } from './exampleFolder.ts';

/** Asks where everything goes, and says at once whether it can go there. */
export function MoveDialog({ onClose }: { onClose: () => void }) {
  const { api, client, host, queries } = useTrax();
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const platform = useQuery(api.system.info.queryOptions()).data?.platform ?? '';
  const typed = to.trim();
  const settled = useSettled(typed, 250);
  const { data, error, isFetching } = useQuery({
    ...api.dataFolder.inspect.queryOptions({ input: { to: settled }, retry: false, staleTime: 0 }),
    enabled: settled !== '',
  });
  const isSettled = settled === typed && typed !== '';
  const hasRoom = data !== undefined && data.size < data.freeBytes;
  const move = useCommand(
    () => client.dataFolder.move({ to: typed }),
    () => {
      void queries.invalidateQueries({ queryKey: api.portability.view.key() });
      void queries.invalidateQueries({ queryKey: api.dataFolder.view.key() });
      onClose();
    },
  );
  const isReady = isSettled && hasRoom && !isFetching && !move.isPending;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady) move.mutate();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('place.dialogTitle')} description={t('place.dialogText')}>
      <form className="flex flex-col gap-5 px-6 pt-1 pb-6" onSubmit={submit}>
        <FolderField
          label={t('place.target')}
          note={t('place.targetNote', { example: exampleFolder(platform) })}
          value={to}
          onChange={setTo}
          pick={host.pickFolder}
          pickLabel={t('place.browse')}
        />
        <p aria-live="polite" className="min-h-10">
          {isSettled && <Verdict inspected={data} error={error} />}
        </p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={!isReady}>
            {t('place.verb')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface VerdictProps {
  inspected: { size: number; freeBytes: number } | undefined;
  error: unknown;
}

function Verdict({ inspected, error }: VerdictProps) {
  const { t, i18n } = useTranslation();
  if (error) return <span className="text-danger">{sayWhat(t, failureOf(error))}</span>;
  if (!inspected) return null;
  const room = {
    size: bytes(inspected.size, i18n.language),
    free: bytes(inspected.freeBytes, i18n.language),
  };
  return inspected.size < inspected.freeBytes ? (
    <span className="text-soft">{t('place.enough', room)}</span>
  ) : (
    <span className="text-danger">{t('place.tooLittle', room)}</span>
  );
}
