import { useTranslation } from 'react-i18next';
import { keyName } from '../keyName.ts';

/** The keys of a shortcut. */
export function Caps({ caps }: { caps: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <span className="inline-flex gap-1">
      {caps.map((cap) => (
        <kbd
          key={cap}
          className="min-w-5 rounded border border-line bg-sunken px-1 text-center font-sans text-soft text-xs"
        >
          {keyName(t, cap)}
        </kbd>
      ))}
    </span>
  );
}
