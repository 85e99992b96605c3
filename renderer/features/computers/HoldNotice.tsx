import { useQuery } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold } from '../../../shared/contract/computers.ts';
import { hashOf } from '../../place.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommand } from '../../useCommand.ts';
import { useUpdateSettings } from '../settings/useUpdateSettings.ts';
import { blockedWords, holdWords, waitingOf } from './computersView.ts';

/** Says why nothing is begun although there is work, and offers what a person can do about it. */
export function HoldNotice() {
  const { api, client, queries } = useTrax();
  const { t, i18n } = useTranslation();
  const view = useQuery(api.computers.view.queryOptions()).data;
  const { mutate: unblock } = useCommand(
    (url: string) => client.computers.unblock({ url }),
    () => void queries.invalidateQueries({ queryKey: api.computers.key() }),
  );
  if (!view) return null;
  const { hold, isFinishing, blocked } = waitingOf(view);
  return (
    <>
      {hold && (
        <Line text={holdWords(t, hold, isFinishing)}>
          <HoldButtons hold={hold} />
        </Line>
      )}
      {blocked.map((endpoint) => (
        <Line key={endpoint.url} text={blockedWords(t, endpoint, i18n.language)}>
          <Button size="small" onClick={() => unblock(endpoint.url)}>
            {t('hold.askNow')}
          </Button>
        </Line>
      ))}
    </>
  );
}

function Line({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div role="status" className="flex items-center gap-3 rounded-xl bg-warning-soft px-4 py-3">
      <Hourglass aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-warning" />
      <p className="wrap-anywhere grow">{text}</p>
      <div className="flex shrink-0 items-center gap-2">{children}</div>
    </div>
  );
}

function HoldButtons({ hold }: { hold: Hold }) {
  const { t } = useTranslation();
  const update = useUpdateSettings();
  if (hold.reason === 'version') return null;
  if (hold.reason === 'stopped')
    return (
      <Button size="small" onClick={() => update({ beginsNothing: false })}>
        {t('hold.goOn')}
      </Button>
    );
  const workNow = hold.reason === 'hours' ? { onlyBetween: false } : { pauseOnBattery: false };
  return (
    <>
      <a
        href={hashOf({ name: 'settings', section: 'performance' })}
        className="rounded px-1 text-soft hover:text-ink hover:underline"
      >
        {t('hold.settings')}
      </a>
      <Button size="small" onClick={() => update(workNow)}>
        {t('hold.workNow')}
      </Button>
    </>
  );
}
