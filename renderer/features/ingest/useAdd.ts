import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/errors.ts';
import { failureOf, sayBriefly, sayNext } from '../../failure.ts';
import { fileName } from '../../format.ts';
import type { Picked } from '../../host.ts';
import { type Trax, useTrax } from '../../trax.ts';
import { addTexts } from '../imports/addTexts.ts';
import { partTexts } from '../imports/pairTexts.ts';
import { isArchiveName, openArchive } from '../portability/openArchives.ts';

interface Refused {
  name: string;
  failure: Failure;
}

/** Adds what was dropped, picked or opened; says what became of it, with undo. */
export function useAdd(): (what: Picked | Promise<Picked>) => void {
  const trax = useTrax();
  const { t } = useTranslation();
  const { mutate } = useMutation({
    mutationFn: async (what: Picked | Promise<Picked>) => await add(trax, t, await what),
    onError: (error) => showProblem(trax, t, [{ name: '', failure: failureOf(error) }]),
  });
  return mutate;
}

async function add(trax: Trax, t: TFunction, picked: Picked): Promise<void> {
  const { paths: all, refused } = await readable(trax, picked);
  const { texts, others: paths } = partTexts(all.filter((path) => !isArchiveName(path)));
  let recordings: readonly { id: string; path: string }[] = [];
  for (const path of all.filter(isArchiveName)) {
    await openArchive(trax, t, path).catch((error: unknown) =>
      refused.push({ name: fileName(path), failure: failureOf(error) }),
    );
    refetchLists(trax);
  }
  if (paths.length > 0) {
    const added = await trax.client.library.add({ paths });
    recordings = added.recordings;
    refused.push(...added.refused.map(({ path, failure }) => ({ name: fileName(path), failure })));
    if (added.recordings.length > 0) showAdded(trax, t, added);
    refetchLists(trax);
  }
  refused.push(...(await addTexts(trax, t, texts, recordings)));
  if (texts.length > 0) refetchLists(trax);
  if (refused.length > 0) showProblem(trax, t, refused);
}

/** The paths at which the core can read what was picked, after uploading where that is needed. */
async function readable(trax: Trax, picked: Picked): Promise<{ paths: string[]; refused: Refused[] }> {
  if ('paths' in picked) return { paths: picked.paths, refused: [] };
  const { files } = picked;
  const stop = new AbortController();
  const { begin, advance, end } = trax.uploads.getState();
  const gesture = trax.host.uploads ? begin(files, () => stop.abort()) : 0;
  try {
    const handedOver = await trax.host.pathsOf(files, {
      onProgress: (index, fraction) => advance(gesture, index, fraction),
      signal: stop.signal,
    });
    return {
      paths: handedOver.flatMap((each) => ('path' in each ? each.path : [])),
      refused: handedOver.flatMap((each) =>
        'failure' in each ? { name: each.file.name, failure: each.failure } : [],
      ),
    };
  } catch (error) {
    if (stop.signal.aborted) return { paths: [], refused: [] };
    throw error;
  } finally {
    end(gesture);
  }
}

/** Also those out of sight: an empty library must not be the first thing that is seen after adding to it. */
function refetchLists({ api, queries }: Trax): void {
  for (const queryKey of [api.library.list.key(), api.queue.key()]) {
    void queries.invalidateQueries({ queryKey, refetchType: 'all' });
  }
}

type Added = Awaited<ReturnType<Trax['client']['library']['add']>>;

function showAdded(trax: Trax, t: TFunction, added: Added): void {
  trax.toasts.getState().show({
    kind: 'done',
    title: t('ingest.added', { count: added.recordings.length }),
    action: {
      label: t('common.undo'),
      run: () => {
        undo(trax, added).catch((error: unknown) =>
          showProblem(trax, t, [{ name: '', failure: failureOf(error) }]),
        );
      },
    },
  });
}

/** Takes back what the addition made, and only that: recordings that were there before lose no more than new work. */
async function undo({ client }: Trax, { batchId, createdIds }: Added): Promise<void> {
  if (batchId) await client.queue.cancel({ batches: [batchId] });
  if (createdIds.length > 0) await client.library.remove({ ids: createdIds });
}

function showProblem(trax: Trax, t: TFunction, refused: readonly Refused[]): void {
  const only = refused.length === 1 ? refused[0] : undefined;
  trax.toasts.getState().show({
    kind: 'problem',
    title: only ? sayBriefly(t, only.failure) : t('ingest.refused', { count: refused.length }),
    lines: only ? [sayNext(t, only.failure)] : refused.map(({ failure }) => sayBriefly(t, failure)),
  });
}
