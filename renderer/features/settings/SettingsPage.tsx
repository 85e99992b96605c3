import { useQuery } from '@tanstack/react-query';
import {
  AudioLines,
  Database,
  FolderSync,
  Gauge,
  Keyboard,
  type LucideIcon,
  SlidersHorizontal,
  Stethoscope,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../FailureNotice.tsx';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Afterwards } from '../afterwards/Afterwards.tsx';
import { DataFolder } from '../dataFolder/DataFolder.tsx';
import { TakeAlong } from '../dataFolder/TakeAlong.tsx';
import { WatchFolders } from '../watchFolders/WatchFolders.tsx';
import { Backups } from './Backups.tsx';
import { Bin } from './Bin.tsx';
import { Computers } from './Computers.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { Endpoint } from './Endpoint.tsx';
import { Engine } from './Engine.tsx';
import { General } from './General.tsx';
import { LibraryCheck } from './LibraryCheck.tsx';
import { Models } from './Models.tsx';
import { Performance } from './Performance.tsx';
import { SectionNav } from './SectionNav.tsx';
import { ShortcutSettings } from './ShortcutSettings.tsx';
import { SpokenLanguage } from './SpokenLanguage.tsx';
import type { SectionName } from './sections.ts';
import type { SettingsView } from './settingsView.ts';
import { WorkHours } from './WorkHours.tsx';

/** What each section shows: its parts, below each other. */
const sections: Record<SectionName, { icon: LucideIcon; parts: (settings: SettingsView) => ReactNode }> = {
  general: { icon: SlidersHorizontal, parts: (settings) => <General settings={settings} /> },
  recognition: {
    icon: AudioLines,
    parts: (settings) => (
      <>
        <Engine settings={settings} />
        {settings.engine === 'openai' ? <Endpoint settings={settings} /> : <Models settings={settings} />}
        <SpokenLanguage settings={settings} />
      </>
    ),
  },
  automation: {
    icon: FolderSync,
    parts: (settings) => (
      <>
        <WatchFolders />
        <Afterwards settings={settings} />
      </>
    ),
  },
  performance: {
    icon: Gauge,
    parts: (settings) => (
      <>
        <Performance settings={settings} />
        <WorkHours settings={settings} />
        <Computers settings={settings} />
      </>
    ),
  },
  shortcuts: { icon: Keyboard, parts: (settings) => <ShortcutSettings settings={settings} /> },
  data: {
    icon: Database,
    parts: (settings) => (
      <>
        <DataFolder />
        <Bin settings={settings} />
        <Backups settings={settings} />
        <LibraryCheck settings={settings} />
        <TakeAlong />
      </>
    ),
  },
  diagnostics: { icon: Stethoscope, parts: () => <Diagnostics /> },
};

/** Everything that can be set, a section at a time; each change is stored as it is made. */
export function SettingsPage({ section = 'general' }: { section?: SectionName | undefined }) {
  const { api } = useTrax();
  const { i18n } = useTranslation();
  const { data, error, refetch } = useQuery(api.settings.get.queryOptions());
  return (
    <>
      <PageHeader title={titleOf(i18n, 'go.settings')} />
      <div className="@container min-h-0 grow">
        <div className="flex h-full flex-col @2xl:flex-row">
          <SectionNav current={section} iconOf={(name) => sections[name].icon} />
          <div key={section} className="min-h-0 grow overflow-y-auto px-6 pb-10">
            {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
            <div className="flex max-w-3xl flex-col gap-9">
              {!data && !error && <Skeleton className="h-64 rounded-xl" />}
              {data && sections[section].parts(data)}
            </div>
          </div>
        </div>
      </div>
    </>
  );
}
