import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../FailureNotice.tsx';
import { bytes, dateAndTime, lasting } from '../../format.ts';
import type { Client } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { containerWords, trackWords, videoWords } from './details.ts';
import { TranscriptList } from './TranscriptList.tsx';

type OpenRecording = Awaited<ReturnType<Client['library']['get']>>;

/** Everything that is known of a recording, and its transcripts. */
export function DetailsDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const { data, error } = useQuery(api.library.get.queryOptions({ input: { id } }));
  return (
    <Dialog isOpen onClose={onClose} title={data?.title ?? t('library.details')} className="w-150">
      <div className="flex flex-col gap-6 overflow-y-auto px-6 pb-6">
        {error && <FailureNotice error={error} />}
        {!data && !error && <Skeleton className="h-40 w-full" />}
        {data && <Facts recording={data} />}
        {data && <TranscriptList recordingId={id} />}
      </div>
    </Dialog>
  );
}

function Facts({ recording }: { recording: OpenRecording }) {
  const { host } = useTrax();
  const { t, i18n } = useTranslation();
  const { path, size, duration, info, addedAt, tags } = recording;
  const { language } = i18n;
  const { reveal } = host;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
      <Fact label={t('library.detail.path')}>
        <span className="wrap-anywhere select-text">{path}</span>
        {reveal && (
          <Button size="small" className="ml-2" onClick={() => void reveal(path)}>
            {t('settings.reveal')}
          </Button>
        )}
      </Fact>
      <Fact label={t('library.detail.size')}>{bytes(size, language)}</Fact>
      {duration !== null && <Fact label={t('library.detail.duration')}>{lasting(duration)}</Fact>}
      {info && (
        <>
          <Fact label={t('library.detail.container')}>{containerWords(info, path)}</Fact>
          <Fact label={t('library.detail.tracks')}>
            {info.audioTracks.map((track) => (
              <span key={track.index} className="block">
                {info.audioTracks.length > 1 && track.index === info.chosenTrack
                  ? t('library.detail.heard', { track: trackWords(t, track, language) })
                  : trackWords(t, track, language)}
              </span>
            ))}
          </Fact>
          <Fact label={t('library.detail.video')}>
            {info.video ? videoWords(info.video) : t('library.detail.none')}
          </Fact>
        </>
      )}
      <Fact label={t('library.detail.added')}>{dateAndTime(addedAt, language)}</Fact>
      {tags.length > 0 && <Fact label={t('library.detail.tags')}>{tags.join(', ')}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
