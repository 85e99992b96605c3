import { skipToken, useQuery } from '@tanstack/react-query';
import { DatabaseZap, type LucideIcon, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DatabaseHealth } from '../live.ts';
import { databaseHealthKey } from '../liveUpdates.ts';
import { useTrax } from '../trax.ts';

/** Says that the connection to Trax, or Trax's own to its database, is lost, until it is there again. */
export function ConnectionBanner() {
  const { host } = useTrax();
  const { t } = useTranslation();
  const connection = useStore(host.connection);
  const database = useQuery<DatabaseHealth>({ queryKey: databaseHealthKey, queryFn: skipToken }).data;
  const newAddress = host.kind === 'web' ? ` ${t('connection.newAddress')}` : '';
  return (
    <div role="status">
      {connection === 'lost' ? (
        <Line icon={Unplug} title={t('connection.lost')} text={t('connection.reconnecting') + newAddress} />
      ) : (
        database === 'recovering' && (
          <Line icon={DatabaseZap} title={t('connection.databaseLost')} text={t('connection.recovering')} />
        )
      )}
    </div>
  );
}

function Line({ icon: Icon, title, text }: { icon: LucideIcon; title: string; text: string }) {
  return (
    <p className="flex items-center gap-2.5 border-line border-b bg-warning-soft px-6 py-2.5 text-warning">
      <Icon aria-hidden size={16} className="shrink-0" />
      <span>
        <strong className="font-medium">{title}</strong> {text}
      </span>
    </p>
  );
}
