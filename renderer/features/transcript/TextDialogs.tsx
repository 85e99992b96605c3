import { useState } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { useAction } from '../../actionRunner.ts';
import { textAround } from './caret.ts';
import type { Editor } from './editor.ts';
import type { Player } from './player.ts';
import { RetimeDialog } from './RetimeDialog.tsx';
import { ReplacementsDialog } from './replacements/ReplacementsDialog.tsx';
import { timeTolerance } from './useFollow.ts';
import { lastBegun } from './words.ts';

interface TextDialogsProps {
  transcriptId: string;
  editor: Editor;
  segments: readonly Segment[];
  player: Player | null;
  /** Seconds. */
  duration: number;
}

/** What is done to the whole text, each in a window of its own. */
export function TextDialogs({ transcriptId, editor, segments, player, duration }: TextDialogsProps) {
  const [open, setOpen] = useState<'retime' | 'replacements' | null>(null);
  const [from, setFrom] = useState<Segment | null>(null);
  const close = () => setOpen(null);
  useAction('transcript.retime', () => {
    editor.flush();
    const held = textAround(document.activeElement)?.dataset.text;
    const now = lastBegun(segments, (player?.media.currentTime ?? 0) + timeTolerance);
    setFrom(segments.find(({ id }) => id === held) ?? segments[now] ?? null);
    setOpen('retime');
  });
  useAction('transcript.replacements', () => setOpen('replacements'));
  return (
    <>
      <RetimeDialog
        isOpen={open === 'retime'}
        onClose={close}
        editor={editor}
        segments={segments}
        duration={duration}
        from={from}
      />
      <ReplacementsDialog
        isOpen={open === 'replacements'}
        onClose={close}
        editor={editor}
        transcriptId={transcriptId}
      />
    </>
  );
}
