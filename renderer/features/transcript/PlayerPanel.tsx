import { type RefObject, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Note } from '../../../shared/contract/notes.ts';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import type { Client } from '../../host.ts';
import { Button } from '../../ui/Button.tsx';
import type { Editor } from './editor.ts';
import { MissingMedia } from './MissingMedia.tsx';
import type { Player } from './player.ts';
import { Transport } from './Transport.tsx';
import { usePassage } from './usePassage.ts';
import { useWave } from './waveform/useWave.ts';
import { Waveform } from './waveform/Waveform.tsx';

type OpenRecording = Awaited<ReturnType<Client['library']['get']>>;

interface PlayerPanelProps {
  player: Player | null;
  recording: OpenRecording;
  editor: Editor | null;
  segments: readonly Segment[];
  speakers: ReadonlyMap<string, number>;
  notes: readonly Note[];
  /** Where the focus goes from the text: the play button, where there is one. */
  wayOut: RefObject<HTMLElement | null>;
}

/** What was imported by itself: no engine ever looked at it, and there is nothing to hear. */
export const isTextOnly = ({ info, item }: OpenRecording) => info === null && item === null;

/** Waveform and transport, or why there is no sound yet. */
export function PlayerPanel({ player, ...props }: PlayerPanelProps) {
  const { t } = useTranslation();
  if (isTextOnly(props.recording)) {
    return (
      <p
        // Where the focus goes from the text, as to the play button elsewhere.
        ref={(element) => {
          props.wayOut.current = element;
        }}
        tabIndex={-1}
        className="shrink-0 border-line border-b px-6 pb-3 text-soft outline-none"
      >
        {t('player.onlyText')}
      </p>
    );
  }
  return (
    <div className="flex min-h-36 shrink-0 flex-col gap-3 border-line border-b px-6 pb-3">
      {player && <Controls player={player} {...props} />}
    </div>
  );
}

/** Often enough that the waveform is seen to grow, seldom enough that fetching it costs nothing. */
const mostSteps = 50;

function heardSteps({ item }: OpenRecording, segments: readonly Segment[], duration: number): number {
  if (item === null || item.state === 'done') return mostSteps + 1;
  return Math.floor((mostSteps * (segments.at(-1)?.end ?? 0)) / Math.max(duration, 1));
}

type ControlsProps = PlayerPanelProps & { player: Player };

function Controls({ player, recording, editor, segments, speakers, notes, wayOut }: ControlsProps) {
  const { t } = useTranslation();
  const { hasFailed, duration } = useStore(player.state);
  const { isPlayable } = recording;
  const isUnread = recording.info === null && ['failed', 'cancelled'].includes(recording.item?.state ?? '');
  const silence = isPlayable ? 'failed' : isUnread ? 'unread' : 'notPlayableYet';
  useEffect(() => {
    if (isPlayable && player.state.getState().hasFailed) player.reload();
  }, [isPlayable, player]);
  const length = duration ?? recording.duration;
  const marks = useMemo(() => notes.map(({ at }) => at), [notes]);
  const wave = useWave(player, length ?? 0);
  const passage = usePassage({ player, editor, segments, selection: wave.selection });
  return (
    <>
      {hasFailed && recording.isMissing ? (
        <MissingMedia recordingId={recording.id} path={recording.path} onFound={player.reload} />
      ) : hasFailed ? (
        <div className="flex h-22 items-center gap-3 rounded-lg bg-sunken px-4 text-soft" role="status">
          <span className="grow">{t(`player.${silence}`)}</span>
          {isPlayable && <Button onClick={player.reload}>{t('common.tryAgain')}</Button>}
        </div>
      ) : (
        <Waveform
          player={player}
          editor={editor}
          segments={segments}
          speakers={speakers}
          marks={marks}
          recordingId={recording.id}
          duration={length ?? 0}
          heard={heardSteps(recording, segments, length ?? 0)}
          wave={wave}
        />
      )}
      <Transport
        player={player}
        duration={length}
        segments={segments}
        wave={wave}
        passage={passage}
        wayOut={wayOut}
      />
    </>
  );
}
