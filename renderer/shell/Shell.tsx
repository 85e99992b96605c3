import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useAction } from '../actionRunner.ts';
import { ComparingRow } from '../features/ingest/ComparingRow.tsx';
import { DropZone } from '../features/ingest/DropZone.tsx';
import { RepeatsDialog } from '../features/ingest/RepeatsDialog.tsx';
import { UploadRows } from '../features/ingest/UploadRows.tsx';
import { usePickAndAdd } from '../features/ingest/usePickAndAdd.ts';
import { Palette } from '../features/palette/Palette.tsx';
import { noteRecent } from '../features/palette/recent.ts';
import { useEndNotices } from '../features/queue/useEndNotices.ts';
import { useQueueCommands } from '../features/queue/useQueueCommands.ts';
import { Shortcuts } from '../features/settings/Shortcuts.tsx';
import { useUpdateSettings } from '../features/settings/useUpdateSettings.ts';
import { hashOf, type Place } from '../place.ts';
import { useTrax } from '../trax.ts';
import { ToastList } from '../ui/ToastList.tsx';
import { goTo, usePlace } from '../usePlace.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PlaceView } from './PlaceView.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useHostCommands } from './useHostCommands.ts';
import { useLanguage } from './useLanguage.ts';
import { useTheme } from './useTheme.ts';

/** The frame around every place. */
export function Shell() {
  const { toasts, host } = useTrax();
  const place = usePlace();
  const [showsPalette, setShowsPalette] = useState(false);
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const { add, pickAndAdd } = usePickAndAdd();
  const queue = useQueueCommands();
  const update = useUpdateSettings();
  useTheme();
  useRecentRecordings(place);
  useLanguage();
  useHostCommands(add);
  useRefetchAfterReconnect();
  useEndNotices();
  useAction('go.library', () => goTo({ name: 'library' }));
  useAction('go.queue', () => goTo({ name: 'queue' }));
  useAction('go.settings', () => goTo({ name: 'settings' }));
  useAction('recordings.add', () => pickAndAdd('recordings'));
  useAction('recordings.addFolder', () => pickAndAdd('folder'));
  useAction('queue.pauseAll', () => queue.pause({ everything: true }));
  useAction('queue.resumeAll', () => queue.resume({ everything: true }));
  useAction('queue.stopAfterThis', () => update({ beginsNothing: true }));
  useAction('palette.open', () => setShowsPalette(true));
  useAction('help.shortcuts', () => setShowsShortcuts(true));

  return (
    <div className="flex h-full">
      <Sidebar place={place} onShortcuts={() => setShowsShortcuts(true)} />
      <div className="flex min-h-0 min-w-0 grow flex-col">
        <ConnectionBanner />
        <main className="flex min-h-0 grow flex-col">
          <ErrorBoundary key={place.name}>
            <PlaceView place={place} />
          </ErrorBoundary>
        </main>
        <ComparingRow />
        <UploadRows />
      </div>
      <Palette isOpen={showsPalette} onClose={() => setShowsPalette(false)} />
      <Shortcuts isOpen={showsShortcuts} onClose={() => setShowsShortcuts(false)} />
      <RepeatsDialog />
      <ToastList toasts={toasts} />
      <DropZone onDrop={(drop) => add(host.filesOf(drop).then((files) => ({ files })))} />
    </div>
  );
}

/** What is opened is what the palette offers first. */
function useRecentRecordings(place: Place): void {
  const id = place.name === 'recording' ? place.id : null;
  useEffect(() => {
    if (id !== null) noteRecent(window.localStorage, hashOf({ name: 'recording', id, at: null }));
  }, [id]);
}

/** After a break everything held may be stale. */
function useRefetchAfterReconnect(): void {
  const { host } = useTrax();
  const queries = useQueryClient();
  useEffect(
    () =>
      host.connection.subscribe((now, before) => {
        if (now === 'open' && before === 'lost') void queries.invalidateQueries();
      }),
    [host, queries],
  );
}
