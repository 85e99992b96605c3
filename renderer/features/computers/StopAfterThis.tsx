import { useQuery } from '@tanstack/react-query';
import { ListX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';

/** Finishes what runs and begins nothing new; gone once that is wished, for then the page says so and offers to go on. */
export function StopAfterThis() {
  const { api, actions } = useTrax();
  const { i18n } = useTranslation();
  const settings = useQuery(api.settings.get.queryOptions()).data;
  if (!settings || settings.beginsNothing) return null;
  return (
    <Button onClick={() => actions.run('queue.stopAfterThis')}>
      <ListX aria-hidden size={15} />
      {titleOf(i18n, 'queue.stopAfterThis')}
    </Button>
  );
}
