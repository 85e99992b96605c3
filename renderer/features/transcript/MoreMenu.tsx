import {
  Bookmark,
  Ellipsis,
  Link,
  ListPlus,
  type LucideIcon,
  Printer,
  Replace,
  Timer,
  Trash2,
} from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionId } from '../../../shared/actions.ts';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useCapsOf } from '../../useBindings.ts';

const entries: readonly { id: ActionId; icon: LucideIcon; isDangerous?: boolean }[] = [
  { id: 'transcript.note', icon: Bookmark },
  { id: 'transcript.copyLink', icon: Link },
  { id: 'transcript.insert', icon: ListPlus },
  { id: 'transcript.replacements', icon: Replace },
  { id: 'transcript.retime', icon: Timer },
  { id: 'transcript.print', icon: Printer },
  { id: 'transcript.delete', icon: Trash2, isDangerous: true },
];

/** What is needed less often than the buttons beside it. */
export const MoreMenu = memo(function MoreMenu() {
  const { actions } = useTrax();
  const { t, i18n } = useTranslation();
  const capsOf = useCapsOf();
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label={t('more.button')} className="aspect-square px-0!">
          <Ellipsis aria-hidden size={17} />
        </Button>
      }
      items={entries.map(({ id, icon, isDangerous = false }) => ({
        label: titleOf(i18n, id),
        icon,
        isDangerous,
        caps: capsOf(id) ?? [],
        run: () => void actions.run(id),
      }))}
    />
  );
});
