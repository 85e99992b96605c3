import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MemoryLimit } from '../../../shared/contract/computers.ts';
import { modelTitle } from '../../../shared/modelTitle.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommand } from '../../useCommand.ts';

/** What computers have learnt by running out of memory, and the way to have them try again. */
export function MemoryLimits() {
  const { api, client, queries } = useTrax();
  const { t } = useTranslation();
  const limits = useQuery(api.computers.view.queryOptions()).data?.limits ?? [];
  const { mutate: forget } = useCommand(
    ({ computerId, model }: MemoryLimit) => client.computers.forgetLimit({ computerId, model }),
    () => void queries.invalidateQueries({ queryKey: api.computers.key() }),
  );
  if (limits.length === 0) return null;
  return (
    <div className="px-4 py-3">
      <h3>{t('resources.limits')}</h3>
      <ul className="mt-2 flex flex-col gap-2">
        {limits.map((limit) => {
          const { name, mostAtOnce: count, replacedBy } = limit;
          const model = modelTitle(limit.model);
          return (
            <li key={`${limit.computerId} ${limit.model}`} className="flex items-center gap-3 text-soft">
              <span className="wrap-anywhere grow">
                {replacedBy
                  ? t('resources.replaced', { model, name, smaller: replacedBy })
                  : t('resources.atOnce', { model, name, count })}
              </span>
              <Button
                size="small"
                aria-label={t('resources.forgetName', { model })}
                onClick={() => forget(limit)}
              >
                {t('resources.forget')}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
