import { useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Flyout } from '../../ui/Flyout.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { type Choices, filterCount, withoutFilters } from './shelf.ts';

const any = 'any';
const states = ['working', 'done', 'failed'] as const;
const sources = ['file', 'youtube'] as const;

/** Which recordings are left in the list: by how they stand, their language and where they come from. */
export function FilterMenu({
  choices,
  onChoose,
}: {
  choices: Choices;
  onChoose: (choices: Choices) => void;
}) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const languages = useQuery(api.collections.shelves.queryOptions()).data?.languages ?? [];
  const count = filterCount(choices);
  const anything = { value: any, label: t('library.filter.any') };
  const choose = (change: Partial<Choices>) => {
    const next = { ...choices, ...change };
    onChoose(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== any)) as Choices);
  };
  const fields = [
    {
      name: 'state',
      label: t('library.column.state'),
      choices: states.map((value) => ({ value, label: t(`library.filter.${value}`) })),
    },
    {
      name: 'language',
      label: t('library.column.language'),
      choices: languages.map((value) => ({ value, label: languageName(value, i18n.language) })),
    },
    {
      name: 'source',
      label: t('library.column.source'),
      choices: sources.map((value) => ({ value, label: t(`library.source.${value}`) })),
    },
  ] as const;
  return (
    <Flyout
      label={t('library.filter.title')}
      trigger={
        <Button
          aria-label={t('library.filter.button', { count })}
          className={count > 0 ? 'text-accent-text' : ''}
        >
          <ListFilter aria-hidden size={15} />
          {t('library.filter.title')}
          {count > 0 && <span className="tabular-nums">{count}</span>}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {fields.map(({ name, label, choices: offered }) => (
          <SelectField<string>
            key={name}
            label={label}
            value={choices[name] ?? any}
            choices={[anything, ...offered]}
            onChange={(value) => choose({ [name]: value })}
          />
        ))}
        <Button disabled={count === 0} onClick={() => onChoose(withoutFilters(choices))}>
          {t('library.filter.clear')}
        </Button>
      </div>
    </Flyout>
  );
}
