import { useEffect, useRef, useState } from 'react';
import { exportOptionsSchema } from '../../../shared/contract/exports.ts';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { layOutSubtitles, type Subtitle, textOfLines } from '../../../shared/formats/subtitles.ts';
import { followTime } from './followTime.ts';
import type { Player } from './player.ts';
import { lastBegun } from './words.ts';

const options = exportOptionsSchema.parse({});

/** The subtitle of the moment, as it would be exported; it is laid out when it is needed, so that every edit shows at once. */
export function useSubtitle(player: Player, segments: readonly Segment[], isOn: boolean): string {
  const [text, setText] = useState('');
  const latest = useRef(segments);
  useEffect(() => {
    latest.current = segments;
  });
  useEffect(() => {
    if (!isOn) return;
    let of: Segment | undefined;
    let subtitles: readonly Subtitle[] = [];
    return followTime(player, (second) => {
      const segment = latest.current[lastBegun(latest.current, second)];
      if (segment !== of) {
        of = segment;
        subtitles = segment ? layOutSubtitles([segment], options, { withNames: false }) : [];
      }
      const now = subtitles.find(({ start, end }) => start <= second * 1000 && second * 1000 < end);
      setText(now ? textOfLines(now) : '');
    });
  }, [player, isOn]);
  return isOn ? text : '';
}
