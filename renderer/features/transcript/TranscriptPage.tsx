import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { speakersOf } from '../../../shared/transcript/speakers.ts';
import { useAction } from '../../actionRunner.ts';
import { FailureNotice } from '../../FailureNotice.tsx';
import { useTrax } from '../../trax.ts';
import { ExportDialog } from '../exports/ExportDialog.tsx';
import { GrowthNote } from './GrowthNote.tsx';
import { Busy, Unreachable } from './PageStates.tsx';
import { PlayerPanel } from './PlayerPanel.tsx';
import { QualityPanel } from './QualityPanel.tsx';
import { SegmentList } from './SegmentList.tsx';
import { type SidePanel, TranscriptHeader } from './TranscriptHeader.tsx';
import { useEditor } from './useEditor.ts';
import { useEditorState } from './useEditorState.ts';
import { usePlayer } from './usePlayer.ts';
import { usePlayerActions } from './usePlayerActions.ts';
import { VersionsPanel } from './VersionsPanel.tsx';
import { VideoPane } from './VideoPane.tsx';

interface TranscriptPageProps {
  recordingId: string;
  /** A second to open at. */
  at: number | null;
}

/** A recording and its text: read, heard, and looked through for what is doubtful. */
export function TranscriptPage({ recordingId, at }: TranscriptPageProps) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const recording = useQuery(api.library.get.queryOptions({ input: { id: recordingId } }));
  const transcriptId = recording.data?.transcriptId ?? null;
  const transcript = useQuery({
    ...api.transcripts.get.queryOptions({ input: { id: transcriptId ?? '' } }),
    enabled: transcriptId !== null,
  });
  const { editor, error: unreadable, retry } = useEditor(transcriptId, recording.data?.duration ?? null);
  const { segments } = useEditorState(editor);
  const speakers = useMemo(
    () => new Map(speakersOf(segments).map((name, place) => [name, place])),
    [segments],
  );
  const player = usePlayer(recordingId, at);
  const list = useRef<HTMLElement>(null);
  const playButton = useRef<HTMLButtonElement>(null);
  const [isExporting, setIsExporting] = useState(false);
  const [panel, setPanel] = useState<SidePanel | null>(null);
  const toggle = (wished: SidePanel) => setPanel(panel === wished ? null : wished);
  usePlayerActions(player, list);
  useAction('transcript.versions', () => toggle('versions'));
  useAction('transcript.export', () => transcript.data !== undefined && setIsExporting(true));

  if (recording.error) {
    return (
      <>
        <h1 className="sr-only">{t('transcript.text')}</h1>
        <Unreachable error={recording.error} onRetry={() => void recording.refetch()} />
      </>
    );
  }
  if (!recording.data) return <Busy />;
  const failed = transcript.error ?? unreadable;
  const play = (second: number) => {
    player?.seek(second);
    player?.play();
  };
  const growth = (
    <GrowthNote
      recording={recording.data}
      isComplete={transcript.data?.isComplete ?? false}
      isEmpty={segments.length === 0}
    />
  );
  const hasSidePanel = recording.data.hasVideo || (panel && transcript.data);
  return (
    <>
      <TranscriptHeader
        recording={recording.data}
        transcript={transcript.data ?? null}
        editor={editor}
        panel={panel}
        onPanel={toggle}
      />
      <PlayerPanel
        player={player}
        recording={recording.data}
        editor={editor}
        segments={segments}
        speakers={speakers}
        playButton={playButton}
      />
      <div className="flex min-h-0 grow">
        {failed ? (
          <FailureNotice error={failed} onRetry={retry} />
        ) : editor ? (
          <SegmentList
            player={player}
            editor={editor}
            segments={segments}
            speakers={speakers}
            list={list}
            onLeave={() => playButton.current?.focus()}
          >
            {growth}
          </SegmentList>
        ) : (
          <div className="grow px-6">{growth}</div>
        )}
        {hasSidePanel && (
          <aside
            aria-label={t('transcript.beside')}
            className="flex w-80 shrink-0 flex-col overflow-y-auto border-line border-l"
          >
            {player && recording.data.hasVideo && (
              <VideoPane player={player} transcript={transcript.data ?? null} />
            )}
            {panel === 'quality' && transcript.data && (
              <QualityPanel transcript={transcript.data} onPlay={play} />
            )}
            {panel === 'versions' && transcript.data && editor && (
              <VersionsPanel
                editor={editor}
                segments={segments}
                transcriptId={transcript.data.id}
                onPlay={play}
              />
            )}
          </aside>
        )}
      </div>
      {transcript.data && (
        <ExportDialog
          isOpen={isExporting}
          onClose={() => setIsExporting(false)}
          recordingId={recordingId}
          transcriptId={transcript.data.id}
        />
      )}
    </>
  );
}
