import { useTranslation } from 'react-i18next';
import { afterwardsSchema } from '../../../shared/contract/afterwards.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckedField } from '../../ui/CheckedField.tsx';

interface FolderFieldProps {
  /** Empty for none. */
  value: string;
  onChange: (path: string | null) => void;
}

/** The folder that transcripts are written to, on the computer that Trax runs on: picked where the system has a dialog for it, else typed. */
export function FolderField({ value, onChange }: FolderFieldProps) {
  const { host } = useTrax();
  const { t } = useTranslation();
  const { pickFolder } = host;
  return (
    <div className="flex items-start gap-2">
      <CheckedField
        className="min-w-0 grow"
        label={t('afterwards.folder')}
        note={t(value === '' ? 'afterwards.folderEmpty' : 'afterwards.folderNote')}
        wrong={t('afterwards.folderWrong')}
        value={value}
        read={(text) => afterwardsSchema.shape.folder.safeParse(text === '' ? null : text).data}
        onChange={onChange}
      />
      {pickFolder && (
        <Button
          className="mt-6.5"
          onClick={() => void pickFolder().then((path) => path !== null && onChange(path))}
        >
          {t('place.browse')}
        </Button>
      )}
    </div>
  );
}
