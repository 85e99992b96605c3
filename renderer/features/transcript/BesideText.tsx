import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment, Transcript } from '../../../shared/contract/transcripts.ts';
import type { Editor } from './editor.ts';
import { NotesPanel } from './NotesPanel.tsx';
import { QualityPanel } from './QualityPanel.tsx';
import { SpeakersPanel } from './SpeakersPanel.tsx';
import type { SidePanel } from './TranscriptHeader.tsx';
import type { Notes } from './useNotes.ts';
import { VersionsPanel } from './VersionsPanel.tsx';

interface BesideTextProps {
  /** What plays there, above everything else. */
  picture: ReactNode;
  panel: SidePanel | null;
  transcript: Transcript | null;
  editor: Editor | null;
  segments: readonly Segment[];
  notes: Notes;
  newestNote: string | null;
  /** Seconds: where the recording stands. */
  now: () => number;
  onPlay: (second: number) => void;
  /** Back to the text. */
  onLeave: () => void;
}

/** What stands beside the text, while there is something. */
export function BesideText(props: BesideTextProps) {
  const { picture, panel, transcript, editor, segments, notes, newestNote, now, onPlay, onLeave } = props;
  const { t } = useTranslation();
  if (!picture && (!panel || (panel !== 'notes' && !transcript))) return null;
  return (
    <aside
      aria-label={t('transcript.beside')}
      className="flex w-80 max-w-2/5 shrink-0 flex-col overflow-y-auto border-line border-l"
    >
      {picture}
      {panel === 'notes' && (
        <NotesPanel notes={notes} newest={newestNote} onPlay={onPlay} onLeave={onLeave} />
      )}
      {panel === 'quality' && transcript && <QualityPanel transcript={transcript} onPlay={onPlay} />}
      {panel === 'speakers' && editor && (
        <SpeakersPanel editor={editor} segments={segments} now={now} onPlay={onPlay} />
      )}
      {panel === 'versions' && transcript && editor && (
        <VersionsPanel
          editor={editor}
          segments={segments}
          recordingId={transcript.recordingId}
          transcriptId={transcript.id}
          onPlay={onPlay}
        />
      )}
    </aside>
  );
}
