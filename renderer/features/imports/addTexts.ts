import type { TFunction } from 'i18next';
import type { Failure } from '../../../shared/errors.ts';
import { failureOf } from '../../failure.ts';
import { fileName } from '../../format.ts';
import { parsePlace } from '../../place.ts';
import type { Trax } from '../../trax.ts';
import { goTo } from '../../usePlace.ts';
import { pairTexts } from './pairTexts.ts';

/** Takes in transcripts that were made elsewhere and says what became of each; gives those that could not be taken. */
export async function addTexts(
  { client, toasts }: Trax,
  t: TFunction,
  paths: readonly string[],
  recordings: readonly { id: string; path: string }[],
): Promise<{ name: string; failure: Failure }[]> {
  const place = parsePlace(window.location.hash);
  const here = place.name === 'recording' && recordings.length === 0 ? place.id : null;
  const refused: { name: string; failure: Failure }[] = [];
  for (const { path, recordingId } of pairTexts(paths, recordings, here)) {
    const name = fileName(path);
    try {
      const added = await client.imports.add({ path, recordingId });
      toasts.getState().show({
        kind: 'done',
        title: added.transcriptId ? t('imports.added', { name }) : t('imports.waits', { name }),
        ...(added.recordingId !== here && {
          action: {
            label: t('imports.open'),
            run: () => goTo({ name: 'recording', id: added.recordingId, at: null }),
          },
        }),
      });
    } catch (error) {
      refused.push({ name, failure: failureOf(error) });
    }
  }
  return refused;
}
