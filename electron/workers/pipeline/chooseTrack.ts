import type { AudioTrack } from '../../../shared/contract/media.ts';

/** Below this, in dBFS, a track counts as silent: 16-bit dither stays under it. */
export const silentBelow = -75;
/** A track this much quieter than the loudest, in dB, holds leftovers (hiss, crosstalk), not the speech. */
const hopelesslyQuieter = 40;

/**
 * The track to transcribe: the default one, else the first, unless it is silent or hopelessly quieter than another;
 * then the loudest. Null without tracks. Tracks that were not measured count as loud.
 */
export function chooseTrack(tracks: readonly AudioTrack[]): number | null {
  const preferred = tracks.find((track) => track.isDefault) ?? tracks[0];
  const loudest = tracks.toSorted((one, other) => loudness(other) - loudness(one))[0];
  if (!preferred || !loudest) return null;
  const level = loudness(preferred);
  const isHopeless = level < silentBelow || level < loudness(loudest) - hopelesslyQuieter;
  return isHopeless && loudness(loudest) > level ? loudest.index : preferred.index;
}

function loudness(track: AudioTrack): number {
  return track.peakDecibels ?? 0;
}
