import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archiveEnding, type CarryJob } from '../../../shared/contract/portability.ts';
import { exportFileName } from '../../../shared/formats/fileName.ts';
import { bytes } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { useCommand } from '../../useCommand.ts';

interface SaveCopyProps {
  isOpen: boolean;
  onClose: () => void;
  /** The recordings that go into the file. */
  recordings: readonly { id: string; title: string; size: number }[];
}

/** Asks what goes into a file that holds recordings with all that belongs to them, and writes it. */
export function SaveCopy({ isOpen, onClose, recordings }: SaveCopyProps) {
  const { t } = useTranslation();
  const [only] = recordings;
  const title = t('copy.title', { count: recordings.length, title: only?.title ?? '' });
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} description={t('copy.text')}>
      <SaveCopyForm recordings={recordings} onClose={onClose} />
    </Dialog>
  );
}

function SaveCopyForm({ recordings, onClose }: Omit<SaveCopyProps, 'isOpen'>) {
  const { api, client, host, toasts } = useTrax();
  const { t, i18n } = useTranslation();
  const [media, setMedia] = useState(true);
  const { data } = useQuery(api.portability.view.queryOptions());
  const ids = recordings.map(({ id }) => id);
  const count = recordings.length;
  const size = recordings.reduce((sum, recording) => sum + recording.size, 0);
  const title = count === 1 ? (recordings[0]?.title ?? '') : `Trax (${count})`;
  const save = useCommand(
    () =>
      host.saveCopy({
        ids,
        media,
        fileName: exportFileName(title, archiveEnding),
        saveTo: (path) => client.portability.exportRecordings({ ids, media, path }),
      }),
    (path) => {
      if (path === null) return;
      toasts.getState().show({ kind: 'done', title: t('copy.saved', { path }) });
      onClose();
    },
  );
  const note = media ? t('copy.mediaNote', { size: bytes(size, i18n.language) }) : t('copy.mediaWithout');
  return (
    <div className="flex flex-col gap-5 px-6 pt-1 pb-6">
      <Toggle label={t('copy.media', { count })} note={note} isOn={media} onChange={setMedia} />
      {save.isPending && data?.job?.kind === 'copy' && <Progress job={data.job} />}
      <div className="flex justify-end gap-2">
        <Button onClick={() => (save.isPending ? void client.portability.cancel() : onClose())}>
          {t('common.cancel')}
        </Button>
        <Button look="primary" disabled={save.isPending} onClick={() => save.mutate()}>
          {t('copy.save')}
        </Button>
      </div>
    </div>
  );
}

function Progress({ job: { done, total } }: { job: CarryJob }) {
  const { t } = useTranslation();
  return <Bar label={t('copy.saving')} share={total > 0 ? done / total : 0} />;
}
