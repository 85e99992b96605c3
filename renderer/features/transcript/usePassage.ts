import { useStore } from 'zustand';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import type { Stretch } from '../../../shared/transcript/wordTimes.ts';
import { useAction } from '../../actionRunner.ts';
import type { Editor } from './editor.ts';
import type { Player } from './player.ts';
import { timeTolerance } from './useFollow.ts';
import { borderCommand } from './waveform/borders.ts';
import { lastBegun } from './words.ts';

interface PassageOptions {
  player: Player;
  editor: Editor | null;
  segments: readonly Segment[];
  selection: Stretch | null;
}

/** What is played alone, and the borders of the paragraph at the spoken moment, from the keyboard. */
export interface Passage {
  isRepeated: boolean;
  play(): void;
  /** Begins to play again and again, or goes on over the end. */
  toggleRepeat(): void;
}

/** The passage is what is selected in the waveform, else the paragraph that is spoken. */
export function usePassage({ player, editor, segments, selection }: PassageOptions): Passage {
  const isRepeated = useStore(player.state, ({ passage }) => passage?.isRepeated ?? false);
  const now = () => player.media.currentTime;
  const spoken = () => lastBegun(segments, now() + timeTolerance);
  const passage = (): Stretch | undefined => selection ?? segments[spoken()];
  const play = () => {
    const stretch = passage();
    if (stretch) player.playPassage(stretch, false);
  };
  const toggleRepeat = () => {
    const stretch = passage();
    if (isRepeated) player.leavePassage();
    else if (stretch) player.playPassage(stretch, true);
  };
  const moveBorder = (side: 'start' | 'end') => {
    const here = spoken();
    // Before its beginning a paragraph is the next one: that is where it is wished to begin.
    const isPast = now() > (segments[here]?.end ?? Number.NEGATIVE_INFINITY);
    const segment = side === 'start' && isPast ? here + 1 : here;
    const command = borderCommand(segments, { segment, side }, now());
    editor?.flush();
    if (command) editor?.apply(command);
  };
  useAction('player.passage', play);
  useAction('player.repeat', toggleRepeat);
  useAction('transcript.startHere', () => moveBorder('start'));
  useAction('transcript.endHere', () => moveBorder('end'));
  return { isRepeated, play, toggleRepeat };
}
