import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import type { Conflict, Editor } from './editor.ts';

/** A text that was changed in two windows at once: both are shown, and the person chooses. */
export function ConflictNote({ editor, conflict }: { editor: Editor; conflict: Conflict }) {
  const { t } = useTranslation();
  const { id, mine, theirs } = conflict;
  const isGone = theirs === null;
  return (
    <div role="alert" className="my-1.5 flex flex-col gap-2 rounded-lg bg-warning-soft p-3">
      <p className="text-warning">{isGone ? t('editor.conflict.gone') : t('editor.conflict.title')}</p>
      <p dir="auto">{mine}</p>
      <div className="flex gap-2">
        <Button size="small" onClick={() => editor.settle(id, mine)}>
          {isGone ? t('editor.conflict.again') : t('editor.conflict.mine')}
        </Button>
        <Button size="small" onClick={() => editor.settle(id, null)}>
          {isGone ? t('editor.conflict.dismiss') : t('editor.conflict.theirs')}
        </Button>
      </div>
    </div>
  );
}
