import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Afterwards } from '../../../shared/contract/afterwards.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { FolderField } from './FolderField.tsx';
import { FormatChoice } from './FormatChoice.tsx';
import { patternChoices } from './patterns.ts';

interface AfterwardsFieldsProps {
  value: Afterwards;
  /** Hears what is other now; the rest stays as it is. */
  onChange: (part: Partial<Afterwards>) => void;
  /** Whether there is little room: only what to write, and where. */
  isShort?: boolean;
}

/** Which files are written when a recording is done, where, and what they are called. */
export function AfterwardsFields({ value, onChange, isShort }: AfterwardsFieldsProps) {
  const { t } = useTranslation();
  const [hasFolder, setHasFolder] = useState(value.folder !== null);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <span aria-hidden>{t('afterwards.formats')}</span>
        <FormatChoice value={value.formats} onChange={(formats) => onChange({ formats })} />
      </div>
      {value.formats.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <SelectField
            label={t('afterwards.place')}
            value={hasFolder ? 'folder' : 'beside'}
            choices={[
              { value: 'beside', label: t('afterwards.beside') },
              { value: 'folder', label: t('afterwards.inFolder') },
            ]}
            onChange={(next) => {
              setHasFolder(next === 'folder');
              if (next === 'beside') onChange({ folder: null });
            }}
          />
          {hasFolder && (
            <FolderField value={value.folder ?? ''} onChange={(folder) => onChange({ folder })} />
          )}
        </div>
      )}
      {!isShort && value.formats.length > 0 && (
        <SelectField
          label={t('afterwards.names')}
          value={value.pattern}
          choices={patternChoices(t, value.pattern, value.formats[0] ?? 'srt')}
          onChange={(pattern) => onChange({ pattern })}
        />
      )}
    </div>
  );
}
