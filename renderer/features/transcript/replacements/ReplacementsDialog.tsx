import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Foreseen } from '../../../../shared/contract/replacements.ts';
import type { ReplacementRule } from '../../../../shared/transcript/replacements.ts';
import { useTrax } from '../../../trax.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { fieldLook } from '../../../ui/fieldLook.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useCommand } from '../../../useCommand.ts';
import type { Editor } from '../editor.ts';
import { ForeseenList } from './ForeseenList.tsx';
import { RuleRow } from './RuleRow.tsx';

const emptyRule: ReplacementRule = {
  text: '',
  replacement: '',
  matchesCase: false,
  wholeWords: true,
  isPattern: false,
};
const unsaved = 'unsaved';

interface ReplacementsDialogProps {
  isOpen: boolean;
  onClose: () => void;
  editor: Editor;
  transcriptId: string;
}

/** Sets of replacements, kept under names; made in this recording or in all, after a look at every change. */
export function ReplacementsDialog({ isOpen, onClose, ...props }: ReplacementsDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('replacements.title')}
      description={t('replacements.text')}
      className="w-180"
    >
      <ReplacementsForm onClose={onClose} {...props} />
    </Dialog>
  );
}

function ReplacementsForm({ onClose, editor, transcriptId }: Omit<ReplacementsDialogProps, 'isOpen'>) {
  const { api, client, toasts } = useTrax();
  const { t } = useTranslation();
  const { data: sets = [] } = useQuery(api.replacements.list.queryOptions());
  const [id, setId] = useState(unsaved);
  const [name, setName] = useState('');
  const [rules, setRules] = useState<readonly ReplacementRule[]>([emptyRule]);
  const [scope, setScope] = useState<'here' | 'everywhere'>('here');
  const [foreseen, setForeseen] = useState<readonly Foreseen[] | null>(null);
  const usable = rules.filter(({ text }) => text !== '');
  const preview = useCommand(
    () => {
      // What is being typed counts.
      editor.flush();
      return client.replacements.preview({
        rules: usable,
        transcriptId: scope === 'here' ? transcriptId : null,
      });
    },
    (found) => setForeseen(found),
  );
  const save = useCommand(client.replacements.put, (set) => setId(set.id));
  const remove = useCommand((removed: string) => client.replacements.remove({ id: removed }));
  const apply = useCommand(client.replacements.apply, ({ segments }) => {
    const title = t('replacements.done', { count: segments });
    toasts.getState().show({ kind: 'done', title, lines: [] });
    onClose();
  });
  const change = (next: readonly ReplacementRule[]) => {
    setRules(next);
    setForeseen(null);
  };
  const choose = (next: string) => {
    const set = sets.find((each) => each.id === next);
    setId(next);
    setName(set?.name ?? '');
    change(set && set.rules.length > 0 ? set.rules : [emptyRule]);
  };
  const count = foreseen?.reduce((sum, each) => sum + each.count, 0) ?? 0;
  return (
    <div className="flex min-h-0 flex-col gap-4 px-6 pb-6">
      <div className="flex items-center gap-2">
        <Select
          label={t('replacements.set')}
          className="w-48"
          value={id}
          choices={[
            { value: unsaved, label: t('replacements.unsaved') },
            ...sets.map((set) => ({ value: set.id, label: set.name })),
          ]}
          onChange={choose}
        />
        <input
          aria-label={t('replacements.name')}
          placeholder={t('replacements.name')}
          value={name}
          maxLength={100}
          onChange={({ target }) => setName(target.value)}
          className={classes(fieldLook, 'grow')}
        />
        <Button
          disabled={name.trim() === '' || usable.length === 0}
          onClick={() =>
            save.mutate({ id: id === unsaved ? crypto.randomUUID() : id, name: name.trim(), rules: usable })
          }
        >
          {t('replacements.save')}
        </Button>
        {id !== unsaved && (
          <IconButton
            icon={Trash2}
            label={t('replacements.remove')}
            onClick={() => {
              remove.mutate(id);
              choose(unsaved);
            }}
          />
        )}
      </div>
      <ul className="-m-1 flex max-h-56 min-h-0 shrink-0 flex-col gap-2 overflow-y-auto p-1">
        {rules.map((rule, place) => (
          <RuleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; it has nothing else that stays.
            key={place}
            rule={rule}
            line={place + 1}
            onChange={(next) => change(rules.with(place, next))}
            onRemove={() => change(rules.length > 1 ? rules.toSpliced(place, 1) : [emptyRule])}
          />
        ))}
      </ul>
      <div className="flex items-center gap-2">
        <Button look="quiet" onClick={() => change([...rules, emptyRule])}>
          <Plus aria-hidden size={15} />
          {t('replacements.addRule')}
        </Button>
        <div className="grow" />
        <Segmented
          label={t('replacements.scope')}
          value={scope}
          choices={[
            { value: 'here', label: t('replacements.here') },
            { value: 'everywhere', label: t('replacements.everywhere') },
          ]}
          onChange={(next) => {
            setScope(next);
            setForeseen(null);
          }}
        />
        <Button disabled={usable.length === 0 || preview.isPending} onClick={() => preview.mutate()}>
          {t('replacements.preview')}
        </Button>
      </div>
      {foreseen && <ForeseenList foreseen={foreseen} />}
      {count > 0 && (
        <div className="flex justify-end">
          <Button
            look="primary"
            disabled={apply.isPending}
            onClick={() =>
              apply.mutate({
                rules: usable,
                transcriptIds: (foreseen ?? []).map((each) => each.transcriptId),
              })
            }
          >
            {t('replacements.apply', { count })}
          </Button>
        </div>
      )}
    </div>
  );
}
