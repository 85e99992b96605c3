import { useTranslation } from 'react-i18next';
import type { CarryJob } from '../../../shared/contract/portability.ts';
import { percent } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCommand } from '../../useCommand.ts';

/** An export, import or move under way, and the way to stop it. */
export function CarryProgress({ job, label, note }: { job: CarryJob; label: string; note?: string }) {
  const { client } = useTrax();
  const { t, i18n } = useTranslation();
  const cancel = useCommand(() => client.portability.cancel());
  const share = job.total === 0 ? 0 : job.done / job.total;
  return (
    <div className="flex items-center gap-4 border-line border-b px-4 py-3 last:border-b-0">
      <div className="flex min-w-0 grow flex-col gap-2">
        <span aria-live="polite" className="wrap-anywhere">
          {label} {job.total > 0 && <span className="text-soft">{percent(share, i18n.language)}</span>}
        </span>
        {job.total > 0 && <Bar label={label} share={share} />}
        {note && <span className="text-soft text-xs">{note}</span>}
      </div>
      <Button size="small" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('carry.stop')}
      </Button>
    </div>
  );
}
