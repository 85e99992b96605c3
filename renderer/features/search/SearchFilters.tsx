import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { isNarrowed, noChoices, type SearchChoices } from './searching.ts';
import type { Search } from './useSearch.ts';

/** A select needs a value for "any"; nobody is called so. */
const any = '\u0000';

/** What a search may be narrowed by; only what there is to choose from. */
export function SearchFilters({ search: { choices, choose } }: { search: Search }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const { data } = useQuery(api.search.choices.queryOptions());
  const { speakers = [], languages = [] } = data ?? {};
  const withAny = (label: string, values: readonly { value: string; label: string }[]) => [
    { value: any, label },
    ...values,
  ];
  const nullable = (value: string) => (value === any ? null : value);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-6 pb-3">
      {speakers.length > 0 && (
        <Select
          label={t('search.speaker')}
          value={choices.speaker ?? any}
          choices={withAny(
            t('search.anySpeaker'),
            speakers.map((name) => ({ value: name, label: name })),
          )}
          onChange={(value) => choose({ speaker: nullable(value) })}
          className="max-w-48"
        />
      )}
      {languages.length > 1 && (
        <Select
          label={t('search.language')}
          value={choices.language ?? any}
          choices={withAny(
            t('search.anyLanguage'),
            languages.map((code) => ({ value: code, label: languageName(code, i18n.language) })),
          )}
          onChange={(value) => choose({ language: nullable(value) })}
        />
      )}
      <Select
        label={t('search.added')}
        value={choices.added}
        choices={(['any', 'week', 'month', 'year'] as const).map((value) => ({
          value,
          label: t(`search.addedIn.${value}`),
        }))}
        onChange={(added) => choose({ added })}
      />
      <Select
        label={t('search.source')}
        value={choices.source ?? any}
        choices={withAny(t('search.anySource'), [
          { value: 'file', label: t('search.sources.file') },
          { value: 'youtube', label: t('search.sources.youtube') },
        ])}
        onChange={(value) => choose({ source: nullable(value) as SearchChoices['source'] })}
      />
      {isNarrowed(choices) && (
        <Button look="quiet" onClick={() => choose(noChoices)}>
          {t('search.clearFilters')}
        </Button>
      )}
    </div>
  );
}
