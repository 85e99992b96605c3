import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TranscriptVersion } from '../../../shared/contract/library.ts';
import { modelTitle } from '../../../shared/modelTitle.ts';
import { dateAndTime, languageName, span } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLibraryCommands } from './useLibraryCommands.ts';

/** The transcripts of a recording: how each came to be, and which one is shown. */
export function TranscriptList({ recordingId }: { recordingId: string }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const { data } = useQuery(api.library.versions.queryOptions({ input: { id: recordingId } }));
  return (
    <section aria-label={t('library.transcripts')} className="flex flex-col gap-2">
      <h3 className="font-medium">{t('library.transcripts')}</h3>
      {!data && <Skeleton className="h-12 w-full" />}
      {data?.length === 0 && <p className="text-soft">{t('library.noTranscripts')}</p>}
      <ul className="flex flex-col rounded-lg border border-line empty:hidden">
        {data?.map((version) => (
          <VersionRow key={version.id} version={version} />
        ))}
      </ul>
    </section>
  );
}

function VersionRow({ version }: { version: TranscriptVersion }) {
  const { t, i18n } = useTranslation();
  const { choose } = useLibraryCommands();
  const when = dateAndTime(version.createdAt, i18n.language);
  return (
    <li className="flex min-h-12 items-center gap-4 border-line border-b px-4 py-2 last:border-b-0">
      <div className="min-w-0 grow">
        <p>{when}</p>
        <p className="text-soft text-xs">{factsOf(t, version, i18n.language)}</p>
      </div>
      {version.isShown && (
        <span className="flex items-center gap-1.5 text-accent-text">
          <Check aria-hidden size={15} />
          {t('library.shown')}
        </span>
      )}
      {!version.isShown && version.wordCount > 0 && (
        <Button
          size="small"
          aria-label={t('library.showOf', { when })}
          onClick={() => choose.mutate(version.id)}
        >
          {t('library.show')}
        </Button>
      )}
    </li>
  );
}

function factsOf(t: TFunction, version: TranscriptVersion, language: string): string {
  const facts = [
    version.engine,
    version.model && modelTitle(version.model),
    version.importedFrom && t('imports.from', { name: version.importedFrom }),
    version.language && languageName(version.language, language),
    t('transcript.words', { count: version.wordCount }),
    version.processingSeconds !== null &&
      t('library.tookFor', { time: span(version.processingSeconds, language) }),
    !version.isComplete && t('library.unfinished'),
  ];
  return facts.filter(Boolean).join(' · ');
}
