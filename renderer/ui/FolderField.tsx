import { Button } from './Button.tsx';
import { TextField } from './TextField.tsx';

interface FolderFieldProps {
  label: string;
  note?: string;
  /** Why it cannot be that folder. */
  wrong?: string | undefined;
  value: string;
  onChange: (path: string) => void;
  /** Opens the system's dialog; null where folders are typed. */
  pick: (() => Promise<string | null>) | null;
  pickLabel: string;
}

/** A folder's path: typed, or picked where there is a dialog for it. */
export function FolderField({ label, note, wrong, value, onChange, pick, pickLabel }: FolderFieldProps) {
  return (
    <div className="flex items-start gap-2">
      <TextField
        label={label}
        note={note}
        wrong={wrong}
        className="grow"
        value={value}
        data-focus-first=""
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      {pick && (
        <Button
          className="mt-6.5"
          onClick={() => void pick().then((path) => path !== null && onChange(path))}
        >
          {pickLabel}
        </Button>
      )}
    </div>
  );
}
