import { Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useTrax } from '../trax.ts';

/** Says that the connection is lost, until it is there again. */
export function ConnectionBanner() {
  const { host } = useTrax();
  const { t } = useTranslation();
  const state = useStore(host.connection);
  return (
    <div role="status">
      {state === 'lost' && (
        <p className="flex items-center gap-2.5 border-line border-b bg-warning-soft px-6 py-2.5 text-warning">
          <Unplug aria-hidden size={16} />
          <span>
            <strong className="font-medium">{t('connection.lost')}</strong> {t('connection.reconnecting')}{' '}
            {host.kind === 'web' && t('connection.newAddress')}
          </span>
        </p>
      )}
    </div>
  );
}
