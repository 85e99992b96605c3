import { isTranscriptName } from '../../../shared/formats/parseTranscript.ts';
import { fileName } from '../../format.ts';

/** A text with the recording that it is of; null for one by itself. */
export interface PairedText {
  readonly path: string;
  readonly recordingId: string | null;
}

/** Transcripts apart from what may be a recording, by their names. */
export function partTexts(paths: readonly string[]): { texts: string[]; others: string[] } {
  return {
    texts: paths.filter((path) => isTranscriptName(fileName(path))),
    others: paths.filter((path) => !isTranscriptName(fileName(path))),
  };
}

/** A text belongs to the recording of its name that came with it, else to the one that is open (`here`), else to none. */
export function pairTexts(
  texts: readonly string[],
  recordings: readonly { id: string; path: string }[],
  here: string | null,
): PairedText[] {
  const byStem = new Map(recordings.map(({ id, path }) => [stemOf(path), id]));
  return texts.map((path) => ({ path, recordingId: byStem.get(stemOf(path)) ?? here }));
}

/** `talks/A.de.srt` and `talks/A.mp4` are of one recording: a language before the ending is no part of the name. */
function stemOf(path: string): string {
  const name = fileName(path);
  const bare = name.replace(/\.[^.]+$/, '');
  const stem = isTranscriptName(name) ? bare.replace(/\.[a-z]{2,3}(?:-[A-Za-z]{2,4})?$/, '') : bare;
  return stem.toLowerCase();
}
