import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface FolderFieldProps {
  label: string;
  note?: string;
  value: string;
  /** Told when the person has finished typing or has picked a folder. */
  onChange: (path: string) => void;
}

/** The path of a folder on the computer that Trax runs on: picked where the system has a dialog for it, else typed. */
export function FolderField({ label, note, value, onChange }: FolderFieldProps) {
  const { host } = useTrax();
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const pick = async () => {
    const picked = await host.pick('folder');
    if ('paths' in picked && picked.paths[0]) onChange(picked.paths[0]);
  };
  return (
    <div className="flex items-end gap-2">
      <TextField
        className="min-w-0 grow"
        label={label}
        {...(note && { note })}
        value={typed}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => typed !== value && onChange(typed.trim())}
      />
      {!host.uploads && <Button onClick={() => void pick()}>{t('afterwards.choose')}</Button>}
    </div>
  );
}
