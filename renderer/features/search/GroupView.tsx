import { useTranslation } from 'react-i18next';
import type { SearchGroup } from '../../../shared/contract/search.ts';
import { lasting, moment } from '../../format.ts';
import { HitLine } from './HitLine.tsx';
import { Line } from './Line.tsx';
import { headKey, hiddenOf, hitKey, moreKey } from './options.ts';
import type { Search } from './useSearch.ts';

/** A recording in which it is said, and where. */
export function GroupView({ group, search }: { group: SearchGroup; search: Search }) {
  const { t, i18n } = useTranslation();
  const { recording, hits } = group;
  const hidden = hiddenOf(group);
  const head = headKey(group);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a list box may hold groups of options, and no field sets.
    <div role="group" aria-labelledby={head} className="py-2">
      <div className="flex min-w-0 items-baseline gap-3 px-3 py-1">
        <span id={head} dir="auto" className="truncate font-semibold">
          {recording.title}
        </span>
        <span className="shrink-0 text-soft text-xs tabular-nums">
          {recording.duration !== null && `${lasting(recording.duration)} · `}
          {moment(recording.addedAt, i18n.language, new Date())}
        </span>
      </div>
      {hits.map((hit) => (
        <HitLine key={hitKey(hit)} hit={hit} search={search} />
      ))}
      {hidden > 0 && (
        <Line search={search} name={moreKey(group)} className="pl-21 text-accent-text">
          {t('search.moreHere', { count: hidden })}
        </Line>
      )}
    </div>
  );
}
