import { useTranslation } from 'react-i18next';
import type { ExportFormat, ExportOptions } from '../../../shared/contract/exports.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { Toggle } from '../../ui/Toggle.tsx';

interface FieldsProps {
  format: ExportFormat;
  options: ExportOptions;
  onChange: (options: ExportOptions) => void;
}

/** The limits are those of `exportOptionsSchema`. */
const subtitleFields = [
  { name: 'lineLength', unit: 'characters', minimum: 16, maximum: 120, step: 1 },
  { name: 'lines', unit: null, minimum: 1, maximum: 4, step: 1 },
  { name: 'minimumDuration', unit: 'seconds', minimum: 0, maximum: 10, step: 0.1 },
  { name: 'maximumDuration', unit: 'seconds', minimum: 1, maximum: 30, step: 0.5 },
  { name: 'gap', unit: 'seconds', minimum: 0, maximum: 2, step: 0.01 },
  { name: 'charactersPerSecond', unit: 'perSecond', minimum: 5, maximum: 60, step: 1 },
] as const;

/** What can be said about a document in the chosen format. */
export function ExportOptionFields({ format, options, onChange }: FieldsProps) {
  const { t } = useTranslation();
  if (format === 'json') return null;
  return (
    <div className="flex flex-col gap-3">
      {format === 'txt' && (
        <Toggle
          label={t('export.timestamps')}
          isOn={options.timestamps}
          onChange={(timestamps) => onChange({ ...options, timestamps })}
        />
      )}
      <Toggle
        label={t('export.speakers')}
        isOn={options.speakers}
        onChange={(speakers) => onChange({ ...options, speakers })}
      />
      {format !== 'txt' &&
        subtitleFields.map(({ name, unit, ...limits }) => (
          <NumberField
            key={name}
            label={t(`export.option.${name}`)}
            unit={unit ? t(`export.unit.${unit}`) : ''}
            value={options[name]}
            onChange={(value) => onChange({ ...options, [name]: value })}
            {...limits}
          />
        ))}
    </div>
  );
}
