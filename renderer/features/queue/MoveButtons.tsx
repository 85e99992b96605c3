import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isMac } from '../../platform.ts';
import { IconButton } from '../../ui/IconButton.tsx';

const shown = 'opacity-0 transition-opacity group-hover:opacity-100 group-focus-within:opacity-100';

/** One step up or down in the order; seen while the row is under the pointer or has the focus. */
export function MoveButtons(props: { title: string; tabIndex: number; onStep: (by: -1 | 1) => void }) {
  const { title, tabIndex, onStep } = props;
  const { t } = useTranslation();
  const alt = isMac(navigator) ? '⌥' : 'Alt';
  return (
    <div className="flex shrink-0 @max-2xl:hidden">
      <IconButton
        data-control="up"
        icon={ArrowUp}
        tabIndex={tabIndex}
        size="small"
        className={shown}
        label={t('queue.verbOf', { verb: t('queue.moveUp'), title })}
        caps={[alt, '↑']}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={() => onStep(-1)}
      />
      <IconButton
        data-control="down"
        icon={ArrowDown}
        tabIndex={tabIndex}
        size="small"
        className={shown}
        label={t('queue.verbOf', { verb: t('queue.moveDown'), title })}
        caps={[alt, '↓']}
        onClick={() => onStep(1)}
      />
    </div>
  );
}
