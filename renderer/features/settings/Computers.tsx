import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { ComputerList } from '../computers/ComputerList.tsx';
import { hasSeveral } from '../computers/computersView.ts';
import { Section } from './Section.tsx';
import { SharePort } from './SharePort.tsx';
import type { SettingsView } from './settingsView.ts';
import { ToggleLine } from './ToggleLine.tsx';
import { useUpdateSettings } from './useUpdateSettings.ts';

/** The computers that share this library; nothing where it is on a server of its own, which no other can reach. */
export function Computers({ settings }: { settings: SettingsView }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  const view = useQuery(api.computers.view.queryOptions()).data;
  const update = useUpdateSettings();
  if (!info?.isShared || !view) return null;
  return (
    <Section title={t('computers.title')} note={t('computers.note')}>
      <ToggleLine
        label={t('computers.share')}
        note={t('computers.shareNote')}
        isOn={settings.sharesRecordings}
        onChange={(sharesRecordings) => update({ sharesRecordings })}
      />
      {settings.sharesRecordings && <SharePort settings={settings} view={view} />}
      {hasSeveral(view) && <ComputerList view={view} />}
    </Section>
  );
}
