import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Transcript } from '../../../shared/contract/transcripts.ts';
import { useTrax } from '../../trax.ts';
import type { Player } from './player.ts';

/** The picture, with the transcript as its captions once that is complete. */
export function VideoPane({ player, transcript }: { player: Player; transcript: Transcript | null }) {
  const { t } = useTranslation();
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    player.media.className = 'block max-h-full w-full';
    pane.current?.append(player.media);
    return () => player.media.remove();
  }, [player]);
  useCaptions(player, transcript, t('player.captions'));
  return (
    <div
      ref={pane}
      className="m-4 mb-0 flex aspect-video shrink-0 items-center justify-center overflow-hidden rounded-lg bg-black"
    />
  );
}

function useCaptions({ media }: Player, transcript: Transcript | null, label: string): void {
  const { api } = useTrax();
  const { data } = useQuery({
    ...api.exports.render.queryOptions({ input: { transcriptId: transcript?.id ?? '', format: 'vtt' } }),
    enabled: transcript?.isComplete ?? false,
  });
  const language = transcript?.language ?? 'en';
  useEffect(() => {
    const track = document.createElement('track');
    const address = URL.createObjectURL(new Blob([data?.content ?? 'WEBVTT\n'], { type: 'text/vtt' }));
    Object.assign(track, { kind: 'captions', label, srclang: language, src: address });
    media.append(track);
    return () => {
      track.remove();
      URL.revokeObjectURL(address);
    };
  }, [media, data, label, language]);
}
