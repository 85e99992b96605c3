import { Bookmark, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Note } from '../../../shared/contract/notes.ts';
import { clock } from '../../format.ts';
import { keysInWords } from '../../keyName.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useCapsOf } from '../../useBindings.ts';
import type { Notes } from './useNotes.ts';

/** Milliseconds after the last letter. */
const typingPause = 600;

interface NotesPanelProps {
  notes: Notes;
  /** The note that was just made: its field has the focus. */
  newest: string | null;
  onPlay: (second: number) => void;
  /** Back to the text. */
  onLeave: () => void;
}

/** What was noted, at its seconds. A note without text is a bookmark. */
export function NotesPanel({ notes: { notes, put, remove }, newest, onPlay, onLeave }: NotesPanelProps) {
  const { actions } = useTrax();
  const { t } = useTranslation();
  const caps = useCapsOf()('transcript.note') ?? [];
  return (
    <section aria-label={t('notes.title')} className="flex flex-col gap-4 p-5">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="grow font-semibold text-base">{t('notes.title')}</h2>
        <Button size="small" className="max-w-full" onClick={() => actions.run('transcript.note')}>
          <Bookmark aria-hidden size={14} className="shrink-0" />
          <span className="truncate">{t('notes.add')}</span>
        </Button>
      </header>
      {notes.length === 0 && <p className="text-soft">{t('notes.empty', { keys: keysInWords(t, caps) })}</p>}
      <ul className="-mx-2 flex flex-col gap-1">
        {notes.map((note) => (
          <NoteRow
            key={note.id}
            note={note}
            isNew={note.id === newest}
            onPlay={() => onPlay(note.at)}
            onText={(text) => put({ id: note.id, at: note.at, text })}
            onRemove={() => remove(note.id)}
            onLeave={onLeave}
          />
        ))}
      </ul>
    </section>
  );
}

interface NoteRowProps {
  note: Note;
  isNew: boolean;
  onPlay: () => void;
  onText: (text: string) => void;
  onRemove: () => void;
  onLeave: () => void;
}

function NoteRow({ note, isNew, onPlay, onText, onRemove, onLeave }: NoteRowProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What was written and is not stored yet. */
  const unsaved = useRef<string | null>(null);
  const time = clock(note.at);
  useEffect(() => {
    if (isNew) field.current?.focus();
  }, [isNew]);
  useEffect(() => {
    // Another window's text, unless this one is being written.
    if (field.current && document.activeElement !== field.current) field.current.value = note.text;
  }, [note.text]);
  const keep = () => {
    clearTimeout(timer.current);
    if (unsaved.current !== null) onText(unsaved.current.trim());
    unsaved.current = null;
  };
  const later = (text: string) => {
    unsaved.current = text;
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, typingPause);
  };
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  // Nobody leaves the field when the panel goes, or the window.
  useEffect(() => {
    const keepLatest = () => latest.current();
    window.addEventListener('beforeunload', keepLatest);
    return () => {
      window.removeEventListener('beforeunload', keepLatest);
      keepLatest();
    };
  }, []);
  return (
    <li className="group flex items-start gap-2 rounded-lg px-2 py-1 focus-within:bg-sunken hover:bg-sunken">
      <button
        type="button"
        aria-label={t('transcript.playFrom', { time })}
        onClick={onPlay}
        className="mt-1 rounded-md bg-accent-soft px-2 py-0.5 text-accent-text text-xs tabular-nums hover:underline"
      >
        {time}
      </button>
      <textarea
        ref={field}
        aria-label={t('notes.text', { time })}
        placeholder={t('notes.placeholder')}
        defaultValue={note.text}
        rows={1}
        dir="auto"
        maxLength={10_000}
        onChange={({ target }) => later(target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
        className="field-sizing-content min-h-7 min-w-0 grow resize-none bg-transparent py-1 outline-none placeholder:text-soft"
      />
      <IconButton
        icon={X}
        label={t('notes.remove', { time })}
        size="small"
        onClick={onRemove}
        className="opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100"
      />
    </li>
  );
}
