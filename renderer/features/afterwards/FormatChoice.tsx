import { ToggleGroup } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { type Afterwards, afterwardsSchema } from '../../../shared/contract/afterwards.ts';

type Format = Afterwards['formats'][number];
const all: readonly Format[] = afterwardsSchema.shape.formats.unwrap().element.options;

/** Any number of formats; none means that nothing is written. */
export function FormatChoice({ value, onChange }: { value: Format[]; onChange: (value: Format[]) => void }) {
  const { t } = useTranslation();
  return (
    <ToggleGroup.Root
      type="multiple"
      aria-label={t('afterwards.formats')}
      value={value}
      onValueChange={(chosen) => onChange(all.filter((format) => chosen.includes(format)))}
      className="flex flex-wrap gap-1"
    >
      {all.map((format) => (
        <ToggleGroup.Item
          key={format}
          value={format}
          className="h-7 rounded-md border border-line px-2 text-soft text-xs hover:text-ink data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:text-ink"
        >
          {format.toUpperCase()}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
