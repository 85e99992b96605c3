import { useTranslation } from 'react-i18next';
import { hintsSchema } from '../../../shared/contract/options.ts';
import { parseHints, printHints } from '../../../shared/hints.ts';
import { CheckedField } from '../../ui/CheckedField.tsx';

interface HintsFieldProps {
  value: readonly string[];
  onChange: (hints: string[]) => void;
  className?: string;
}

/** Names and terms that are likely to be said. */
export function HintsField({ value, onChange, className }: HintsFieldProps) {
  const { t } = useTranslation();
  return (
    <CheckedField
      label={t('options.hints')}
      note={t('options.hintsNote')}
      wrong={t('options.hintsWrong')}
      placeholder={t('options.hintsExample')}
      className={className}
      value={printHints(value)}
      read={(text) => hintsSchema.safeParse(parseHints(text)).data}
      onChange={onChange}
    />
  );
}
