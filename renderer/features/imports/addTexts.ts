import type { TFunction } from 'i18next';
import type { Failure } from '../../../shared/errors.ts';
import { failureOf, sayBriefly } from '../../failure.ts';
import { fileName } from '../../format.ts';
import { parsePlace } from '../../place.ts';
import type { Trax } from '../../trax.ts';
import { goTo } from '../../usePlace.ts';
import { pairTexts } from './pairTexts.ts';

/** Takes in transcripts that were made elsewhere and says what became of each; gives those that could not be taken. */
export async function addTexts(
  trax: Trax,
  t: TFunction,
  paths: readonly string[],
  recordings: readonly { id: string; path: string }[],
): Promise<{ name: string; failure: Failure }[]> {
  const { client, toasts } = trax;
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
        action: actionFor(trax, t, added, here),
      });
    } catch (error) {
      refused.push({ name, failure: failureOf(error) });
    }
  }
  return refused;
}

type Added = Awaited<ReturnType<Trax['client']['imports']['add']>>;

/** Where it is shown already, the way back; elsewhere, the way there. */
function actionFor(
  { client, toasts }: Trax,
  t: TFunction,
  { recordingId, transcriptId }: Added,
  here: string | null,
) {
  if (recordingId !== here || transcriptId === null)
    return {
      label: t('imports.open'),
      run: () => goTo({ name: 'recording', id: recordingId, at: null }),
    };
  const undo = () =>
    client.imports
      .undo({ transcriptId })
      .catch((error: unknown) =>
        toasts.getState().show({ kind: 'problem', title: sayBriefly(t, failureOf(error)) }),
      );
  return { label: t('common.undo'), run: () => void undo() };
}
