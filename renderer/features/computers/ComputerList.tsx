import { useQuery } from '@tanstack/react-query';
import { Monitor } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { classes } from '../../ui/classes.ts';
import { useCommand } from '../../useCommand.ts';
import { type ComputersView, coreWords } from './computersView.ts';

/** The computers of this library, and what each does. */
export function ComputerList({ view }: { view: ComputersView }) {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('computers.title')}>
      {view.cores.map((core) => (
        <li
          key={`${core.computerId} ${core.isHome} ${core.version}`}
          className="flex min-h-12 items-center gap-3 border-line border-b px-4 py-2 last:border-b-0"
        >
          <Monitor
            aria-hidden
            size={16}
            strokeWidth={1.75}
            className={classes('shrink-0', core.running > 0 ? 'text-accent-text' : 'text-soft')}
          />
          <span className="min-w-0 grow truncate">
            {core.name}
            {core.isThisComputer && <span className="text-soft"> · {t('computers.this')}</span>}
          </span>
          <span className="wrap-anywhere text-right text-soft tabular-nums">{coreWords(t, core)}</span>
        </li>
      ))}
      {view.away.map((computer) => (
        <AwayComputer key={computer.id} computer={computer} />
      ))}
    </ul>
  );
}

function AwayComputer({ computer }: { computer: ComputersView['away'][number] }) {
  const { api, client, queries } = useTrax();
  const { t, i18n } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { name, id } = computer;
  const { mutate: forget } = useCommand(
    () => client.computers.forget({ id }),
    () => void queries.invalidateQueries({ queryKey: api.computers.key() }),
  );
  return (
    <li className="flex min-h-12 items-center gap-3 border-line border-b px-4 py-2 last:border-b-0">
      <Monitor aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-soft" />
      <span className="min-w-0 grow truncate text-soft">{name}</span>
      <span className="text-soft tabular-nums">
        {t('computers.away', { time: moment(computer.seenAt, i18n.language, new Date()) })}
      </span>
      <Button size="small" aria-label={t('computers.forgetName', { name })} onClick={() => setAsks(true)}>
        {t('computers.forget')}
      </Button>
      <Confirm
        isOpen={asks}
        onClose={() => setAsks(false)}
        title={t('computers.forgetTitle', { name })}
        description={t('computers.forgetText')}
        verb={t('computers.forget')}
        onConfirm={() => forget()}
      />
    </li>
  );
}

/** On the queue's page: only where there are several, for a person with one computer knows where things happen. */
export function WorkingComputers() {
  const { api } = useTrax();
  const { t } = useTranslation();
  const view = useQuery(api.computers.view.queryOptions()).data;
  if (!view || new Set(view.cores.map((core) => core.computerId)).size < 2) return null;
  return (
    <section aria-label={t('computers.title')} className="rounded-xl border border-line bg-raised">
      <ComputerList view={{ ...view, away: [] }} />
    </section>
  );
}
