import type { TFunction } from 'i18next';
import { archiveEnding } from '../../../shared/contract/portability.ts';
import { fileName } from '../../format.ts';
import { hashOf } from '../../place.ts';
import type { Trax } from '../../trax.ts';

/** Whether a file holds recordings that Trax has saved, by its name. */
export function isArchiveName(name: string): boolean {
  return name.toLowerCase().endsWith(`.${archiveEnding}`);
}

/** Takes the recordings of a file in and says so; the first of them can be opened at once. */
export async function openArchive(trax: Trax, t: TFunction, path: string): Promise<void> {
  const { client, toasts } = trax;
  const { recordingIds, newIds } = await client.portability.importRecordings({ path });
  const [first] = newIds.length > 0 ? newIds : recordingIds;
  const isNew = newIds.length > 0;
  toasts.getState().show({
    kind: 'done',
    title: isNew ? t('copy.opened', { count: newIds.length }) : t('copy.known', { name: fileName(path) }),
    ...(!isNew && { lines: [t('copy.knownText')] }),
    ...(first && {
      action: {
        label: t('copy.open'),
        run: () => {
          location.hash = hashOf({ name: 'recording', id: first, at: null });
        },
      },
    }),
  });
}
