import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { TextField } from './TextField.tsx';

interface NameDialogProps {
  title: string;
  label: string;
  /** What it is called now; empty for something new. */
  name: string;
  /** What is done with the name, as a verb. */
  verb: string;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for a name. */
export function NameDialog({ title, label, name, verb, onName, onClose }: NameDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const wished = text.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wished === '') return;
    if (wished !== name) onName(wished);
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <form onSubmit={submit} className="flex flex-col gap-6 px-6 pb-6">
        <TextField
          label={label}
          value={text}
          maxLength={200}
          autoComplete="off"
          data-focus-first=""
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={wished === ''}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
