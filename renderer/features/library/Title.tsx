import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '../../../shared/contract/library.ts';
import { hashOf } from '../../place.ts';
import { useLibraryCommands } from './useLibraryCommands.ts';

/** What a recording is called, with its tags; leads to its transcript. */
export function Title({ recording: { id, title, tags } }: { recording: Recording }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <a
        href={hashOf({ name: 'recording', id, at: null })}
        tabIndex={-1}
        draggable={false}
        dir="auto"
        title={title}
        className="min-w-0 truncate text-left font-medium hover:underline"
      >
        {title}
      </a>
      {tags.length > 0 && (
        // Tags for which there is no room are in a line of their own, which is not seen.
        <span
          title={tags.join(', ')}
          className="flex h-4.5 min-w-16 shrink grow basis-0 flex-wrap gap-x-1 gap-y-2 overflow-hidden"
        >
          {tags.map((tag) => (
            <span key={tag} className="h-4.5 max-w-full truncate rounded bg-sunken px-1.5 text-soft text-xs">
              {tag}
            </span>
          ))}
        </span>
      )}
    </span>
  );
}

interface TitleFieldProps {
  recording: Recording;
  /** `true` when the row is to have the focus again. */
  onDone: (goesBack: boolean) => void;
}

/** The title as a field: Enter and leaving it store what was typed, Escape does not. */
export function TitleField({ recording: { id, title }, onDone }: TitleFieldProps) {
  const { t } = useTranslation();
  const { rename } = useLibraryCommands();
  const [text, setText] = useState(title);
  // Taking the field away makes it lose the focus, which must not store what was just given up.
  const isOver = useRef(false);
  const end = (stores: boolean, goesBack: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    const wished = text.trim();
    if (stores && wished !== '' && wished !== title) rename.mutate({ id, title: wished });
    onDone(goesBack);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    end(event.key === 'Enter', true);
  };
  return (
    <input
      aria-label={t('library.titleField')}
      value={text}
      maxLength={500}
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the row that had the focus.
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(true, false)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      className="h-7 w-full select-text rounded-md border border-accent bg-page px-2"
    />
  );
}
