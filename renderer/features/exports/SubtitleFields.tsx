import { useTranslation } from 'react-i18next';
import type { ExportOptions } from '../../../shared/contract/exports.ts';
import { presetNames } from '../../../shared/formats/presets.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { Select } from '../../ui/Select.tsx';
import { chosenPreset, withPreset } from './exportChoice.ts';

/** The limits are those of `exportOptionsSchema`. */
const fields = [
  { name: 'lineLength', unit: 'characters', minimum: 16, maximum: 120, step: 1 },
  { name: 'lines', unit: null, minimum: 1, maximum: 4, step: 1 },
  { name: 'minimumDuration', unit: 'seconds', minimum: 0, maximum: 10, step: 0.1 },
  { name: 'maximumDuration', unit: 'seconds', minimum: 1, maximum: 30, step: 0.5 },
  { name: 'gap', unit: 'seconds', minimum: 0, maximum: 2, step: 0.01 },
  { name: 'closePausesUnder', unit: 'seconds', minimum: 0, maximum: 3, step: 0.1 },
  { name: 'charactersPerSecond', unit: 'perSecond', minimum: 5, maximum: 60, step: 1 },
] as const;

/** How words flow into subtitles: a publisher's figures, or one's own. */
export function SubtitleFields({
  hasLines,
  options,
  onChange,
}: {
  hasLines: boolean;
  options: ExportOptions;
  onChange: (options: ExportOptions) => void;
}) {
  const { t } = useTranslation();
  const preset = chosenPreset(options);
  const names = preset === 'own' ? ([...presetNames, 'own'] as const) : presetNames;
  return (
    <>
      <div className="flex items-center justify-between gap-4">
        <span>{t('export.preset.label')}</span>
        <Select
          label={t('export.preset.label')}
          value={preset}
          choices={names.map((name) => ({ value: name, label: t(`export.preset.${name}`) }))}
          onChange={(name) => onChange(withPreset(options, name))}
          className="w-34"
        />
      </div>
      {fields
        .filter(({ name }) => hasLines || name !== 'lines')
        .map(({ name, unit, ...limits }) => (
          <NumberField
            key={name}
            label={t(`export.option.${name}`)}
            unit={unit ? t(`export.unit.${unit}`) : ''}
            value={options[name]}
            onChange={(value) => onChange({ ...options, [name]: value })}
            {...limits}
          />
        ))}
    </>
  );
}
