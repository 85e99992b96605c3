import type { NamedRecording, SearchGroup, SearchHit } from '../../../shared/contract/search.ts';

/** Everything that was found so far. */
export interface Found {
  readonly named: readonly NamedRecording[];
  readonly groups: readonly SearchGroup[];
}

/** A line that arrows reach: what Enter does there. */
export type SearchOption = { readonly key: string } & (
  | { readonly does: 'open'; readonly recordingId: string; readonly at: number | null }
  | { readonly does: 'expand'; readonly recordingId: string }
);

export const namedKey = ({ recording }: NamedRecording) => `named-${recording.id}`;
export const headKey = ({ recording }: SearchGroup) => `head-${recording.id}`;
export const hitKey = ({ segmentId }: SearchHit) => `hit-${segmentId}`;
export const moreKey = ({ recording }: SearchGroup) => `more-${recording.id}`;

/** How many hits of a recording are not shown. */
export const hiddenOf = ({ count, hits }: SearchGroup) => Math.max(0, count - hits.length);

/** The lines of a search, from the top. */
export function optionsOf({ named, groups }: Found): SearchOption[] {
  return [
    ...named.map(
      (each): SearchOption => ({
        key: namedKey(each),
        does: 'open',
        recordingId: each.recording.id,
        at: null,
      }),
    ),
    ...groups.flatMap((group): SearchOption[] => {
      const recordingId = group.recording.id;
      return [
        ...group.hits.map(
          (hit): SearchOption => ({ key: hitKey(hit), does: 'open', recordingId, at: hit.at }),
        ),
        ...(hiddenOf(group) > 0 ? [{ key: moreKey(group), does: 'expand' as const, recordingId }] : []),
      ];
    }),
  ];
}

/** The line that an arrow leads to; beyond the ends it is the end. */
export function nextKey(
  options: readonly SearchOption[],
  active: string | null,
  step: 1 | -1,
): string | null {
  const place = options.findIndex(({ key }) => key === active);
  const next = place < 0 ? (step === 1 ? 0 : options.length - 1) : place + step;
  return options[Math.min(options.length - 1, Math.max(0, next))]?.key ?? null;
}
