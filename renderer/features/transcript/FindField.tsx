import { CaseSensitive, Regex, WholeWord } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { patternOf, type Search } from '../../../shared/transcript/search.ts';
import { classes } from '../../ui/classes.ts';
import { fieldLook } from '../../ui/fieldLook.ts';
import { IconButton } from '../../ui/IconButton.tsx';

const choices = [
  { name: 'matchesCase', icon: CaseSensitive },
  { name: 'wholeWords', icon: WholeWord },
  { name: 'isPattern', icon: Regex },
] as const satisfies readonly { name: keyof Search; icon: unknown }[];

interface FindFieldProps {
  label: string;
  search: Search;
  onChange: (search: Search) => void;
  field?: RefObject<HTMLInputElement | null>;
}

/** What is looked for in a text, and how. */
export function FindField({ label, search, onChange, field }: FindFieldProps) {
  const { t } = useTranslation();
  return (
    <>
      <input
        ref={field}
        aria-label={label}
        placeholder={t('find.field')}
        dir="auto"
        maxLength={1000}
        aria-invalid={search.text !== '' && patternOf(search) === null}
        value={search.text}
        onChange={({ target }) => onChange({ ...search, text: target.value })}
        className={classes(fieldLook, 'flex-1')}
      />
      {choices.map(({ name, icon }) => (
        <IconButton
          key={name}
          icon={icon}
          label={t(`find.${name}`)}
          aria-pressed={search[name]}
          onClick={() => onChange({ ...search, [name]: !search[name] })}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        />
      ))}
    </>
  );
}
