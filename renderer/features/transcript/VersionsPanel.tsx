import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { clock, fineClock } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TranscriptList } from '../library/TranscriptList.tsx';
import { Differences } from './Differences.tsx';
import type { Editor } from './editor.ts';
import { type Changed, changedBetween, type Version, versionsOf } from './versions.ts';

interface VersionsPanelProps {
  editor: Editor;
  segments: readonly Segment[];
  recordingId: string;
  transcriptId: string;
  onPlay: (second: number) => void;
}

/** What the transcript was before: to be looked at, compared word by word, and brought back; and which of several is shown. */
export function VersionsPanel({ editor, segments, recordingId, transcriptId, onPlay }: VersionsPanelProps) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const [chosen, setChosen] = useState<number | null>(null);
  const log = useQuery(api.transcripts.log.queryOptions({ input: { transcriptId } }));
  const versions = versionsOf(log.data ?? []);
  const transcripts = useQuery(api.library.versions.queryOptions({ input: { id: recordingId } }));
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const isImported = transcripts.data?.some(
    ({ id, importedFrom }) => id === transcriptId && importedFrom !== null,
  );
  const first = t(isImported ? 'versions.imported' : 'versions.engine');
  const nameOf = ({ at }: Version) => (at === null ? first : date.format(new Date(at)));
  return (
    <section aria-label={t('versions.title')} className="flex flex-col gap-4 p-5">
      <h2 className="font-semibold text-base">{t('versions.title')}</h2>
      {log.isPending && <Skeleton className="h-8 w-full" />}
      <ul className="flex flex-col gap-1">
        {versions.map((version, place) => (
          <li key={version.sequence}>
            <button
              type="button"
              aria-pressed={chosen === version.sequence}
              disabled={place === 0}
              onClick={() => setChosen(chosen === version.sequence ? null : version.sequence)}
              className="flex w-full items-baseline gap-2 rounded-md px-2 py-1.5 text-left enabled:hover:bg-hover aria-pressed:bg-accent-soft"
            >
              <span className="grow">{nameOf(version)}</span>
              <span className="text-soft text-xs">
                {place === 0
                  ? t('versions.now')
                  : version.edits > 0 && t('versions.edits', { count: version.edits })}
              </span>
            </button>
            {chosen === version.sequence && (
              <Comparison
                sequence={version.sequence}
                segments={segments}
                transcriptId={transcriptId}
                onPlay={onPlay}
                onRestore={() => void editor.restore(version.sequence).then(() => setChosen(null))}
              />
            )}
          </li>
        ))}
      </ul>
      {(transcripts.data?.length ?? 0) > 1 && <TranscriptList recordingId={recordingId} />}
    </section>
  );
}

interface ComparisonProps {
  sequence: number;
  segments: readonly Segment[];
  transcriptId: string;
  onPlay: (second: number) => void;
  onRestore: () => void;
}

/** Enough to see what restoring would mean. */
const mostShown = 200;

function Comparison({ sequence, segments, transcriptId, onPlay, onRestore }: ComparisonProps) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const version = useQuery(api.transcripts.version.queryOptions({ input: { transcriptId, sequence } }));
  if (!version.data) return <Skeleton className="m-2 h-16 w-full" />;
  const changed = changedBetween(version.data, segments);
  if (changed.length === 0) return <p className="px-2 py-1.5 text-soft">{t('versions.same')}</p>;
  return (
    <div className="flex flex-col gap-3 px-2 pt-2 pb-4">
      <div className="flex items-center gap-2">
        <span className="grow text-soft">{t('versions.changed', { count: changed.length })}</span>
        <Button size="small" onClick={onRestore}>
          {t('versions.restore')}
        </Button>
      </div>
      <ul className="flex flex-col gap-3">
        {changed.slice(0, mostShown).map((paragraph) => (
          <ChangedParagraph key={paragraph.id} changed={paragraph} onPlay={onPlay} />
        ))}
      </ul>
    </div>
  );
}

function ChangedParagraph({ changed, onPlay }: { changed: Changed; onPlay: (second: number) => void }) {
  const { t } = useTranslation();
  const { start, differences, speakers, times } = changed;
  const span = (of: { start: number; end: number }) => `${fineClock(of.start)}–${fineClock(of.end)}`;
  return (
    <li>
      <button
        type="button"
        aria-label={t('transcript.playFrom', { time: clock(start) })}
        onClick={() => onPlay(start)}
        className="rounded-md bg-accent-soft px-2 py-0.5 text-accent-text text-xs tabular-nums hover:underline"
      >
        {clock(start)}
      </button>
      {speakers && <Replaced former={speakers.former} next={speakers.next} />}
      {times && <Replaced former={span(times.former)} next={span(times.next)} />}
      <p dir="auto" className="mt-1 wrap-anywhere">
        <Differences differences={differences} />
      </p>
    </li>
  );
}

/** What stood there and what stands there now, each where there is one. */
function Replaced({ former, next }: { former: string | null; next: string | null }) {
  return (
    <span className="ml-2 text-xs tabular-nums">
      {former && <del className="inline-block text-danger">{former}</del>}{' '}
      {next && <ins className="inline-block font-medium text-accent-text no-underline">{next}</ins>}
    </span>
  );
}
