import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes.ts';
import { fieldLook } from '../../ui/fieldLook.ts';

interface ReplacementFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** What is put in the place of what is found. */
export function ReplacementField({ label, value, onChange }: ReplacementFieldProps) {
  const { t } = useTranslation();
  return (
    <input
      aria-label={label}
      placeholder={t('find.replacement')}
      dir="auto"
      maxLength={1000}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className={classes(fieldLook, 'min-w-40 flex-1')}
    />
  );
}
