import { parsePeaks } from '../../../../shared/formats/peaks.ts';
import { type Wave, waveOf } from './wave.ts';

/** The recording's waveform; null while there is none yet. */
export async function loadWave(url: string, signal: AbortSignal): Promise<Wave | null> {
  const response = await fetch(url, { signal });
  if (!response.ok) return null;
  const peaks = parsePeaks(new Uint8Array(await response.arrayBuffer()));
  return peaks && peaks.values.length > 0 ? waveOf(peaks) : null;
}
