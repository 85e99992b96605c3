import { parsePeaks } from '../../../shared/formats/peaks.ts';
import { outlineOf } from './outline.ts';

/** The recording's outline; null while there is no waveform yet. */
export async function loadPeaks(url: string, signal: AbortSignal): Promise<Float32Array | null> {
  const response = await fetch(url, { signal });
  if (!response.ok) return null;
  const peaks = parsePeaks(new Uint8Array(await response.arrayBuffer()));
  return peaks && peaks.values.length > 0 ? outlineOf(peaks) : null;
}
