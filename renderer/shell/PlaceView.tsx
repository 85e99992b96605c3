import { type ComponentType, Suspense, use, useEffect } from 'react';
import { LibraryPage } from '../features/library/LibraryPage.tsx';
import { hashOf, type Place } from '../place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { onDemand } from './onDemand.ts';

const queuePage = onDemand(async () => (await import('../features/queue/QueuePage.tsx')).QueuePage);
const settingsPage = onDemand(
  async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage,
);
const transcriptPage = onDemand(
  async () => (await import('../features/transcript/TranscriptPage.tsx')).TranscriptPage,
);

/** The place where the person is. The library comes with the page; the others are fetched after it, ahead of need. */
export function PlaceView({ place }: { place: Place }) {
  useEffect(() => {
    const idle = requestIdleCallback(() => {
      // What cannot be fetched now is fetched when somebody goes there, and says then why it cannot be.
      for (const fetch of [transcriptPage, queuePage, settingsPage]) fetch().catch(() => undefined);
    });
    return () => cancelIdleCallback(idle);
  }, []);
  return (
    <Suspense fallback={<Skeleton className="mx-6 mt-4 h-8 w-48" />}>
      <View place={place} />
    </Suspense>
  );
}

function View({ place }: { place: Place }) {
  switch (place.name) {
    case 'library':
      return <LibraryPage key={hashOf(place)} shelf={place.shelf} />;
    case 'queue':
      return <Fetched page={queuePage} given={{}} />;
    case 'settings':
      return <Fetched page={settingsPage} given={{ section: place.section }} />;
    case 'recording':
      return <Fetched key={place.id} page={transcriptPage} given={{ recordingId: place.id, at: place.at }} />;
  }
}

interface FetchedProps<Props> {
  page: () => Promise<ComponentType<Props>>;
  given: Props;
}

function Fetched<Props extends object>({ page, given }: FetchedProps<Props>) {
  const Page = use(page());
  return <Page {...given} />;
}
