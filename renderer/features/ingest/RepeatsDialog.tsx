import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { fileName } from '../../format.ts';
import { hashOf } from '../../place.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommand } from '../../useCommand.ts';
import type { Repeat } from './comparing.ts';

/** Asks once for each addition what becomes of recordings that are in the library already. */
export function RepeatsDialog() {
  const { comparing } = useTrax();
  const repeats = useStore(comparing, (state) => state.asked[0]);
  if (!repeats) return null;
  return <Question key={repeats[0]?.path} repeats={repeats} onClose={comparing.getState().answer} />;
}

function Question({ repeats, onClose }: { repeats: readonly Repeat[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { client, api, queries } = useTrax();
  const again = useCommand(
    (ids: string[]) => client.library.transcribeAgain({ ids }),
    () => void queries.invalidateQueries({ queryKey: api.queue.key() }),
  );
  const count = repeats.length;
  const ids = [...new Set(repeats.map(({ recordingId }) => recordingId))];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('repeats.title', { count })}
      description={t('repeats.text', { count })}
    >
      <ul aria-label={t('repeats.list')} className="min-h-0 overflow-y-auto border-line border-y py-1">
        {repeats.map(({ path, recordingId, title }) => (
          <li key={path} className="flex items-center gap-3 px-6 py-1.5">
            <div className="min-w-0 grow">
              <p className="truncate">{title}</p>
              {fileName(path).replace(/\.\w+$/, '') !== title && (
                <p className="truncate text-soft text-xs">{t('repeats.givenAs', { name: fileName(path) })}</p>
              )}
            </div>
            <a
              href={hashOf({ name: 'recording', id: recordingId, at: null })}
              onClick={onClose}
              aria-label={t('repeats.openTitle', { title })}
              className="shrink-0 rounded px-1 text-accent-text hover:underline"
            >
              {t('repeats.open')}
            </a>
          </li>
        ))}
      </ul>
      <div className="flex justify-end gap-2 px-6 py-4">
        <Button
          onClick={() => {
            again.mutate(ids);
            onClose();
          }}
        >
          {t('repeats.again')}
        </Button>
        <Button look="primary" onClick={onClose}>
          {t('repeats.leave')}
        </Button>
      </div>
    </Dialog>
  );
}
