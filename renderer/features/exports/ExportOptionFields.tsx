import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ExportFormat,
  type ExportOptions,
  exportOptionsSchema,
} from '../../../shared/contract/exports.ts';
import { CheckedField } from '../../ui/CheckedField.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { type Exportable, optionsOf } from './exportChoice.ts';
import { SubtitleFields } from './SubtitleFields.tsx';

interface FieldsProps {
  format: ExportFormat;
  options: ExportOptions;
  subject: Exportable;
  onChange: (options: ExportOptions) => void;
}

/** What can be said about a document in the chosen format. */
export function ExportOptionFields({ format, options, subject, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const has = optionsOf(format);
  const toggle = (name: 'timestamps' | 'speakers' | 'paragraphs' | 'sound' | 'wordTimes') =>
    has[name] && (
      <Toggle
        label={t(`export.${name}`)}
        isOn={options[name]}
        onChange={(isOn) => onChange({ ...options, [name]: isOn })}
      />
    );
  return (
    <div className="flex flex-col gap-3">
      {toggle('timestamps')}
      {subject.hasSpeakers && toggle('speakers')}
      {toggle('paragraphs')}
      {subject.hasSound && toggle('sound')}
      {toggle('wordTimes')}
      {has.rows && (
        <div className="flex items-center justify-between gap-4">
          <span>{t('export.rows.label')}</span>
          <Segmented
            label={t('export.rows.label')}
            value={options.rows}
            choices={[
              { value: 'segments', label: t('export.rows.segments') },
              { value: 'words', label: t('export.rows.words') },
            ]}
            onChange={(rows) => onChange({ ...options, rows })}
          />
        </div>
      )}
      {has.layout && <SubtitleFields hasLines={has.lines} options={options} onChange={onChange} />}
      {has.template && <TemplateFields options={options} onChange={onChange} />}
    </div>
  );
}

function TemplateFields({ options, onChange }: Omit<FieldsProps, 'format' | 'subject'>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id}>{t('export.template')}</label>
        <textarea
          id={id}
          aria-describedby={`${id}-note`}
          rows={9}
          spellCheck={false}
          maxLength={100_000}
          value={options.template}
          onChange={(event) => onChange({ ...options, template: event.target.value })}
          className="w-full resize-y rounded-lg border border-line bg-page px-3 py-2 font-mono text-xs leading-5"
        />
        <p id={`${id}-note`} className="text-soft text-xs">
          {t('export.templateNote')}
        </p>
      </div>
      <CheckedField
        label={t('export.templateExtension')}
        wrong={t('export.templateExtensionWrong')}
        maxLength={12}
        value={options.templateExtension}
        read={(text) => exportOptionsSchema.shape.templateExtension.safeParse(text).data}
        onChange={(templateExtension) => onChange({ ...options, templateExtension })}
      />
    </>
  );
}
