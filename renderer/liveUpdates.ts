import type { QueryKey } from '@tanstack/react-query';
import type { BackupsView, SafetyJob } from '../shared/contract/backups.ts';
import type { TraxEvent } from '../shared/contract/events.ts';
import type { CarryJob, PortabilityView } from '../shared/contract/portability.ts';
import type { Item, QueueEntry } from '../shared/contract/queue.ts';
import { type DatabaseHealth, type LivePlan, planOf, withItems } from './live.ts';
import type { Trax } from './trax.ts';

type Held = Pick<Trax, 'client' | 'api' | 'queries'>;
type LibraryPage = Awaited<ReturnType<Trax['client']['library']['list']>>;
type EntriesPage = Awaited<ReturnType<Trax['client']['queue']['entries']>>;
type OpenRecording = Awaited<ReturnType<Trax['client']['library']['get']>>;

/** Where the page holds how the database stands; nobody asks for it, it is told. */
export const databaseHealthKey = ['database-health'];

/** Milliseconds in which progress is gathered, which nobody has to be asked about. */
const progressTime = 30;
/** Milliseconds in which other events are gathered: fast enough to look alive, slow enough to cost nothing. */
const gatheringTime = 150;
/** Milliseconds between two looks at the sums of the batches while their items move. */
const batchPace = 1000;

/** Keeps what the page holds true until the signal is aborted. Subscribes again after every break. */
export async function followEvents(held: Held, signal: AbortSignal): Promise<void> {
  const refetchBatches = () => held.queries.invalidateQueries({ queryKey: held.api.queue.batches.key() });
  const movedBatches = gatherer(refetchBatches, batchPace);
  const showProgress = pacer((events: TraxEvent[]) => {
    const { items } = planOf(events);
    if (items.size === 0) return;
    movedBatches(items);
    mergeItems(held, items);
  }, progressTime);
  const refresh = gatherer((events: TraxEvent[]) => apply(held, planOf(events)), gatheringTime);
  const gather = (event: TraxEvent) => (event.type === 'item' ? showProgress(event) : refresh(event));
  while (!signal.aborted) {
    try {
      for await (const event of await held.client.events.subscribe(undefined, { signal })) gather(event);
    } catch {
      // The connection broke; the next call waits until there is one.
    }
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, gatheringTime));
    gather({ type: 'everything' });
  }
}

/** Gathers what comes within the given milliseconds and spends it at once. */
function gatherer<Thing>(spend: (things: Thing[]) => unknown, milliseconds: number): (thing: Thing) => void {
  let gathered: Thing[] = [];
  return (thing) => {
    gathered.push(thing);
    if (gathered.length > 1) return;
    setTimeout(() => {
      const things = gathered;
      gathered = [];
      spend(things);
    }, milliseconds);
  };
}

/** Spends what comes after a calm at once, and gathers what follows it so closely that nobody would see it by itself. */
function pacer<Thing>(spend: (things: Thing[]) => unknown, milliseconds: number): (thing: Thing) => void {
  let gathered: Thing[] = [];
  let isCalm = true;
  function pause() {
    isCalm = false;
    setTimeout(() => {
      isCalm = true;
      if (gathered.length === 0) return;
      const things = gathered;
      gathered = [];
      pause();
      spend(things);
    }, milliseconds);
  }
  return (thing) => {
    if (!isCalm) return void gathered.push(thing);
    pause();
    spend([thing]);
  };
}

function apply({ api, queries }: Held, plan: LivePlan): void {
  const refetch = (queryKey: QueryKey) => void queries.invalidateQueries({ queryKey });
  if (plan.database) queries.setQueryData<DatabaseHealth>(databaseHealthKey, plan.database);
  if (plan.everything) return void queries.invalidateQueries();
  if (plan.recordings) {
    refetch(api.library.list.key());
    refetch(api.library.count.key());
    refetch(api.collections.key());
    refetch(api.search.key());
    refetch(api.system.info.key());
  }
  for (const id of plan.recordingIds) {
    refetch(api.library.get.key({ input: { id } }));
    refetch(api.library.versions.key({ input: { id } }));
  }
  if (plan.batches) refetch(api.queue.batches.key());
  for (const batchId of plan.batchIds) refetch(api.queue.summary.key({ input: { batchId } }));
  for (const batchId of plan.batchIds) refetch(api.queue.entries.key({ input: { batchId } }));
  if (plan.transcriptIds.size > 0) refetch(api.search.key());
  for (const id of plan.transcriptIds) {
    refetch(api.transcripts.get.key({ input: { id } }));
    refetch(api.transcripts.segments.key({ input: { transcriptId: id } }));
    refetch(api.transcripts.log.key({ input: { transcriptId: id } }));
  }
  for (const recordingId of plan.noteIds) refetch(api.notes.list.key({ input: { recordingId } }));
  if (plan.replacements) refetch(api.replacements.list.key());
  if (plan.models) {
    refetch(api.models.list.key());
    refetch(api.system.info.key());
  }
  if (plan.safety) showJob({ api, queries }, plan.safety);
  else if (plan.safety === null) refetch(api.backups.list.key());
  if (plan.checks) refetch(api.maintenance.last.key());
  if (plan.carry) showCarrying({ api, queries }, plan.carry);
  else if (plan.carry === null) refetch(api.portability.view.key());
  if (plan.computers) refetch(api.computers.key());
  if (plan.watchFolders) refetch(api.watchFolders.key());
  if (plan.settings) {
    refetch(api.settings.get.key());
    refetch(api.system.info.key());
  }
}

/** Progress of a backup is put where it is shown; its end is worth a look at what there is now. */
function showJob({ api, queries }: Pick<Held, 'api' | 'queries'>, job: SafetyJob): void {
  queries.setQueriesData<BackupsView>({ queryKey: api.backups.list.key() }, (view) =>
    view ? { ...view, job, failure: null } : view,
  );
}

function showCarrying({ api, queries }: Pick<Held, 'api' | 'queries'>, job: CarryJob): void {
  queries.setQueriesData<PortabilityView>({ queryKey: api.portability.view.key() }, (view) =>
    view ? { ...view, job } : view,
  );
}

/** Puts progress where it is shown, without asking for anything. */
function mergeItems({ api, queries }: Pick<Held, 'api' | 'queries'>, items: ReadonlyMap<string, Item>): void {
  queries.setQueriesData<LibraryPage>({ queryKey: api.library.list.key() }, (page) => {
    if (!page) return page;
    const recordings = withItems(page.recordings, items);
    return recordings === page.recordings ? page : { ...page, recordings: [...recordings] };
  });
  queries.setQueriesData<EntriesPage>({ queryKey: api.queue.entries.key() }, (page) => {
    if (!page) return page;
    const entries: readonly QueueEntry[] = withItems(page.entries, items);
    return entries === page.entries ? page : { ...page, entries: [...entries] };
  });
  queries.setQueriesData<OpenRecording>({ queryKey: api.library.get.key() }, (recording) => {
    const moved = recording?.item && items.get(recording.item.id);
    return recording && moved ? { ...recording, item: moved } : recording;
  });
}
