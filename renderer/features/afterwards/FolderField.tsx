import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface FolderFieldProps {
  label: string;
  note?: string;
  value: string;
  /** Told when the person has picked a folder, and when they have finished typing, or with every key where it `isLive`. */
  onChange: (path: string) => void;
  isLive?: boolean;
}

/** The path of a folder on the computer that Trax runs on: picked where the system has a dialog for it, else typed. */
export function FolderField({ label, note, value, onChange, isLive }: FolderFieldProps) {
  const { host } = useTrax();
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (!isLive) setTyped(value);
  }, [value, isLive]);
  const pick = async () => {
    const picked = await host.pick('folder');
    const path = 'paths' in picked ? picked.paths[0] : undefined;
    if (path === undefined) return;
    setTyped(path);
    onChange(path);
  };
  return (
    <div className="flex items-end gap-2">
      <TextField
        className="min-w-0 grow"
        label={label}
        {...(note && { note })}
        value={typed}
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          if (isLive) onChange(event.target.value.trim());
        }}
        onBlur={() => typed !== value && onChange(typed.trim())}
      />
      {!host.uploads && <Button onClick={() => void pick()}>{t('afterwards.choose')}</Button>}
    </div>
  );
}
