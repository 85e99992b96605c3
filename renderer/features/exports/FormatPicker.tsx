import { ToggleGroup } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { type ExportFormat, exportFormats } from '../../../shared/contract/exports.ts';
import { formats } from '../../../shared/formats/formats.ts';
import { formatNames } from './exportChoice.ts';

const kinds = ['reading', 'subtitles', 'data'] as const;

/** All formats in sight, by what they are for. */
export function FormatPicker({
  value,
  onChange,
}: {
  value: ExportFormat;
  onChange: (format: ExportFormat) => void;
}) {
  const { t } = useTranslation();
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={t('export.format')}
      value={value}
      onValueChange={(next) => next && onChange(next as ExportFormat)}
      className="flex flex-col gap-3"
    >
      {kinds.map((kind) => (
        <div key={kind}>
          <p className="mb-1 text-soft text-xs">{t(`export.kind.${kind}`)}</p>
          <div className="flex flex-wrap gap-1">
            {exportFormats
              .filter((format) => formats[format].kind === kind)
              .map((format) => (
                <ToggleGroup.Item
                  key={format}
                  value={format}
                  className="h-7 rounded-md border border-line px-2 hover:bg-hover data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:text-accent-text"
                >
                  {format === 'template' ? t('export.template') : formatNames[format]}
                </ToggleGroup.Item>
              ))}
          </div>
        </div>
      ))}
    </ToggleGroup.Root>
  );
}
