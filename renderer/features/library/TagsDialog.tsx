import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLibraryCommands } from './useLibraryCommands.ts';

/** The tags of some recordings: give them new ones, take others away. Each change is stored as it is made. */
export function TagsDialog({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const known = useId();
  const [text, setText] = useState('');
  const { tag } = useLibraryCommands();
  const all = useQuery(api.collections.shelves.queryOptions()).data?.tags ?? [];
  const own = useQuery(api.collections.tagsOf.queryOptions({ input: { recordings: ids } })).data ?? [];
  const wished = text.trim();
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (wished === '') return;
    tag.mutate({ recordings: ids, add: [wished] });
    setText('');
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('library.tags')}
      description={t('library.tagsText', { count: ids.length })}
    >
      <div className="flex flex-col gap-5 px-6 pb-6">
        {own.length === 0 && <p className="text-soft">{t('library.noTags')}</p>}
        <ul aria-label={t('library.tags')} className="flex flex-wrap gap-1.5 empty:hidden">
          {own.map(({ name, count }) => (
            <li
              key={name}
              className="flex max-w-full items-center gap-1 rounded-full border border-line bg-sunken py-0.5 pr-1 pl-3"
            >
              <span className="truncate">
                {count === ids.length ? name : t('library.tagOf', { name, count })}
              </span>
              <button
                type="button"
                aria-label={t('library.removeTag', { name })}
                onClick={() => tag.mutate({ recordings: ids, remove: [name] })}
                className="flex size-6 shrink-0 items-center justify-center rounded-full text-soft hover:bg-hover hover:text-ink"
              >
                <X aria-hidden size={13} />
              </button>
            </li>
          ))}
        </ul>
        <form onSubmit={add} className="flex items-end gap-2">
          <TextField
            label={t('library.addTag')}
            className="grow"
            value={text}
            maxLength={200}
            autoComplete="off"
            list={known}
            data-focus-first=""
            onChange={(event) => setText(event.target.value)}
          />
          <datalist id={known}>
            {all.map(({ name }) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <Button type="submit" disabled={wished === ''}>
            {t('library.addTagVerb')}
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
