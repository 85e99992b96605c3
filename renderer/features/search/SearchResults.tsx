import { AudioLines, Search as SearchIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../FailureNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { GroupView } from './GroupView.tsx';
import { Line } from './Line.tsx';
import { Marked } from './Marked.tsx';
import { headKey, namedKey } from './options.ts';
import { onSearchKey, resultsId } from './SearchBox.tsx';
import { SearchFilters } from './SearchFilters.tsx';
import { isNarrowed, noChoices } from './searching.ts';
import type { Search } from './useSearch.ts';

/** What was found: recordings by their names, then the places where it is said. */
export function SearchResults({ search }: { search: Search }) {
  const { t } = useTranslation();
  const { found, shownFor, typed, error } = search;
  const isNothing = found.named.length + found.groups.length === 0;
  return (
    <>
      <SearchFilters search={search} />
      {error ? (
        <FailureNotice error={error} onRetry={search.retry} />
      ) : search.isFirstLook ? (
        <FirstLook />
      ) : isNothing ? (
        <Nothing search={search} />
      ) : (
        <div
          id={resultsId}
          role="listbox"
          aria-label={t('search.results')}
          aria-activedescendant={search.active ?? undefined}
          aria-busy={search.isOld}
          tabIndex={0}
          onKeyDown={(event) => onSearchKey(event, search)}
          className={classes(
            'min-h-0 grow overflow-y-auto px-3 pb-12 outline-none transition-opacity duration-100',
            'focus-visible:shadow-[inset_0_2px_0_var(--accent)]',
            search.isOld && 'opacity-60',
          )}
        >
          <div role="presentation" className="max-w-4xl">
            {shownFor && (
              <p role="presentation" className="px-3 py-2 text-soft">
                {t('search.shownFor', { typed: typed.trim(), meant: shownFor })}
              </p>
            )}
            {found.named.length > 0 && <Names search={search} />}
            {found.groups.map((group) => (
              <GroupView key={headKey(group)} group={group} search={search} />
            ))}
            {search.hasMore && (
              <Button look="quiet" className="mx-3 my-2" onClick={search.showMore}>
                {t('search.moreRecordings')}
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function Names({ search }: { search: Search }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a list box may hold groups of options, and no field sets.
    <div role="group" aria-label={t('search.named')} className="border-line border-b pb-2">
      {search.found.named.map((each) => (
        <Line key={namedKey(each)} search={search} name={namedKey(each)} className="flex items-center gap-3">
          <AudioLines aria-hidden size={15} className="shrink-0 text-soft" />
          <span dir="auto" className="truncate font-medium text-base">
            {each.by === 'title' ? <Marked text={each.name} marks={each.marks} /> : each.recording.title}
          </span>
          {each.by !== 'title' && (
            <span className="shrink-0 text-soft">
              {t(`search.by.${each.by}`)} <Marked text={each.name} marks={each.marks} />
            </span>
          )}
        </Line>
      ))}
    </div>
  );
}

function Nothing({ search }: { search: Search }) {
  const { t } = useTranslation();
  const narrowed = isNarrowed(search.choices);
  return (
    <Notice
      icon={SearchIcon}
      title={t('search.nothing', { typed: search.typed.trim() })}
      text={t(narrowed ? 'search.nothingNarrowed' : 'search.nothingText')}
    >
      {narrowed && <Button onClick={() => search.choose(noChoices)}>{t('search.clearFilters')}</Button>}
    </Notice>
  );
}

function FirstLook() {
  return (
    <div aria-busy className="flex w-full max-w-4xl flex-col gap-4 px-6 pt-4">
      {[0, 1, 2].map((line) => (
        <div key={line} className="flex flex-col gap-2.5">
          <Skeleton className="h-3 w-1/3" />
          <Skeleton className="h-3 w-4/5" />
        </div>
      ))}
    </div>
  );
}
