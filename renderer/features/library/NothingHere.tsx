import { Folder, Search, Tag, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Choices, filterCount, type Shelf, withoutFilters } from './shelf.ts';

interface NothingHereProps {
  shelf: Shelf | undefined;
  choices: Choices;
  onChoose: (choices: Choices) => void;
}

/** Why no recording is shown, and what to do about it. */
export function NothingHere({ shelf, choices, onChoose }: NothingHereProps) {
  const { t } = useTranslation();
  const { search } = choices;
  if (search !== '' || filterCount(choices) > 0) {
    const title = search !== '' ? t('library.nothingFound', { search }) : t('library.nothingLeft');
    return (
      <Notice icon={Search} title={title} text={t('library.nothingFoundText')}>
        <Button look="primary" onClick={() => onChoose(withoutFilters(choices))}>
          {t('library.showAll')}
        </Button>
      </Notice>
    );
  }
  const kind = shelf && 'isBin' in shelf ? 'bin' : shelf && 'tag' in shelf ? 'tag' : 'collection';
  const icons = { bin: Trash2, tag: Tag, collection: Folder };
  return (
    <Notice
      icon={icons[kind]}
      title={t(`library.empty.${kind}.title`)}
      text={t(`library.empty.${kind}.text`)}
    />
  );
}
