import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { speakersOf } from '../../../shared/transcript/speakers.ts';
import { useAction } from '../../actionRunner.ts';
import { FailureNotice } from '../../FailureNotice.tsx';
import { useTrax } from '../../trax.ts';
import { ExportDialog } from '../exports/ExportDialog.tsx';
import { BesideText } from './BesideText.tsx';
import { BinnedNote } from './BinnedNote.tsx';
import { GrowthNote } from './GrowthNote.tsx';
import { Busy, Unreachable } from './PageStates.tsx';
import { isTextOnly, PlayerPanel } from './PlayerPanel.tsx';
import { PrintView } from './PrintView.tsx';
import { SegmentList } from './SegmentList.tsx';
import { TextDialogs } from './TextDialogs.tsx';
import { type SidePanel, TranscriptHeader } from './TranscriptHeader.tsx';
import { useEditor } from './useEditor.ts';
import { useEditorState } from './useEditorState.ts';
import { useNotes } from './useNotes.ts';
import { usePicture } from './usePicture.ts';
import { usePlayer } from './usePlayer.ts';
import { usePlayerActions } from './usePlayerActions.ts';
import { useSpelling } from './useSpelling.ts';
import { VideoPane } from './VideoPane.tsx';

interface TranscriptPageProps {
  recordingId: string;
  /** A second to open at. */
  at: number | null;
}

/** A recording and its text: read, heard, and looked through for what is doubtful. */
export function TranscriptPage({ recordingId, at }: TranscriptPageProps) {
  const { api, host, toasts } = useTrax();
  const { t } = useTranslation();
  const recording = useQuery(api.library.get.queryOptions({ input: { id: recordingId } }));
  const transcriptId = recording.data?.transcriptId ?? null;
  const transcript = useQuery({
    ...api.transcripts.get.queryOptions({ input: { id: transcriptId ?? '' } }),
    enabled: transcriptId !== null,
  });
  const { editor, error: unreadable, retry } = useEditor(transcriptId, recording.data?.duration ?? null);
  const { segments, canUndo } = useEditorState(editor);
  const speakers = useMemo(
    () => new Map(speakersOf(segments).map((name, place) => [name, place])),
    [segments],
  );
  const player = usePlayer(recordingId, at);
  const notes = useNotes(recordingId);
  const picture = usePicture();
  const list = useRef<HTMLElement>(null);
  const wayOut = useRef<HTMLElement>(null);
  const [isExporting, setIsExporting] = useState(false);
  const [panel, setPanel] = useState<SidePanel | null>(null);
  const [newestNote, setNewestNote] = useState<string | null>(null);
  const toggle = useCallback(
    (wished: SidePanel) => setPanel((open) => (open === wished ? null : wished)),
    [],
  );
  usePlayerActions(player, list);
  useSpelling(transcript.data?.language ?? null);
  useAction('transcript.versions', () => toggle('versions'));
  useAction('transcript.export', () => transcript.data !== undefined && setIsExporting(true));
  useAction('transcript.note', () => {
    if (!player) return false;
    const id = crypto.randomUUID();
    notes.put({ id, at: player.media.currentTime, text: '' });
    setNewestNote(id);
    setPanel('notes');
  });
  useAction('transcript.copyLink', async () => {
    // Tenths of a second are as exact as a sentence needs.
    const at = Math.round((player?.media.currentTime ?? 0) * 10) / 10;
    await navigator.clipboard.writeText(host.linkTo(recordingId, at));
    toasts.getState().show({ kind: 'done', title: t('transcript.linkCopied'), lines: [] });
  });

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
  const growth = (
    <GrowthNote
      recording={recording.data}
      isComplete={transcript.data?.isComplete ?? false}
      isEmpty={segments.length === 0}
      isEdited={canUndo}
    />
  );
  const video = player && recording.data.hasVideo && (
    <VideoPane player={player} segments={segments} picture={picture} />
  );
  return (
    <>
      <TranscriptHeader
        recording={recording.data}
        transcript={transcript.data ?? null}
        editor={editor}
        noteCount={notes.notes.length}
        panel={panel}
        onPanel={toggle}
      />
      {recording.data.binnedAt !== null && <BinnedNote recordingId={recordingId} />}
      <PlayerPanel
        player={player}
        recording={recording.data}
        editor={editor}
        segments={segments}
        speakers={speakers}
        notes={notes.notes}
        wayOut={wayOut}
      />
      {picture.place === 'above' && video}
      <div className="flex min-h-0 grow">
        {failed ? (
          <FailureNotice error={failed} onRetry={retry} />
        ) : editor ? (
          <SegmentList
            player={player}
            editor={editor}
            segments={segments}
            speakers={speakers}
            language={transcript.data?.language ?? null}
            list={list}
            onLeave={() => wayOut.current?.focus()}
          >
            {growth}
          </SegmentList>
        ) : (
          <div className="grow px-6">{growth}</div>
        )}
        <BesideText
          picture={picture.place === 'beside' && video}
          panel={panel}
          transcript={transcript.data ?? null}
          editor={editor}
          segments={segments}
          notes={notes}
          newestNote={newestNote}
          now={() => player?.media.currentTime ?? 0}
          onPlay={(second) => {
            player?.seek(second);
            player?.play();
          }}
          onLeave={() => list.current?.focus({ preventScroll: true })}
        />
      </div>
      {transcript.data && editor && (
        <>
          <ExportDialog
            isOpen={isExporting}
            onClose={() => setIsExporting(false)}
            recordingId={recordingId}
            transcriptId={transcript.data.id}
            subject={{ hasSound: !isTextOnly(recording.data), hasSpeakers: speakers.size > 0 }}
          />
          <TextDialogs
            transcriptId={transcript.data.id}
            editor={editor}
            segments={segments}
            player={player}
            duration={recording.data.duration ?? Number.POSITIVE_INFINITY}
          />
          <PrintView title={recording.data.title} language={transcript.data.language} segments={segments} />
        </>
      )}
    </>
  );
}
