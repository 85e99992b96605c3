import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../shared/contract/ingest.ts';
import type { Failure } from '../../../shared/errors.ts';
import { failureOf, sayBriefly, sayNext } from '../../failure.ts';
import { fileName } from '../../format.ts';
import type { Picked } from '../../host.ts';
import { type Trax, useTrax } from '../../trax.ts';
import { addTexts } from '../imports/addTexts.ts';
import { partTexts } from '../imports/pairTexts.ts';
import { isArchiveName, openArchive } from '../portability/openArchives.ts';
import type { Repeat } from './comparing.ts';

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
  const refuse = (more: readonly { path: string; failure: Failure }[]) =>
    refused.push(...more.map(({ path, failure }) => ({ name: fileName(path), failure })));
  const { texts, others: paths } = partTexts(all.filter((path) => !isArchiveName(path)));
  let recordings: readonly { id: string; path: string }[] = [];
  for (const path of all.filter(isArchiveName)) {
    await openArchive(trax, t, path).catch((error: unknown) => refuse([{ path, failure: failureOf(error) }]));
    refetchLists(trax);
  }
  const compared = paths.length > 0 ? await compare(trax, paths) : null;
  if (compared) {
    refuse(compared.refused);
    // Twice the same in one gesture is no question: one of them is taken.
    const repeats = compared.repeats.filter(isRepeat);
    recordings = repeats.map(({ recordingId, path }) => ({ id: recordingId, path }));
    trax.comparing.getState().ask(repeats);
  }
  if (compared && compared.fresh.length > 0) {
    const added = await trax.client.library.add({ paths: compared.fresh });
    recordings = [...recordings, ...added.recordings];
    refuse(added.refused);
    if (added.recordings.length > 0) showAdded(trax, t, added);
    refetchLists(trax);
  }
  refused.push(...(await addTexts(trax, t, texts, recordings)));
  if (texts.length > 0) refetchLists(trax);
  if (refused.length > 0) showProblem(trax, t, refused);
}

/** What of these files is new and what is here already; null when the person stopped looking. */
async function compare({ client, comparing }: Trax, paths: string[]): Promise<Comparison | null> {
  const stop = new AbortController();
  const { begin, advance, end } = comparing.getState();
  const id = begin(() => stop.abort());
  try {
    for await (const event of await client.ingest.compare({ paths }, { signal: stop.signal })) {
      if (event.type === 'compared') return event;
      advance(id, event.share);
    }
    return null;
  } catch (error) {
    if (stop.signal.aborted) return null;
    throw error;
  } finally {
    end(id);
  }
}

const isRepeat = (found: Comparison['repeats'][number]): found is Repeat => found.recordingId !== null;

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
  for (const queryKey of [api.library.list.key(), api.library.count.key(), api.queue.key()]) {
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
