import { useTranslation } from 'react-i18next';
import type { CoverageEntry } from '../../../shared/transcript/segment.ts';
import { lasting } from '../../format.ts';
import { classes } from '../../ui/classes.ts';
import { secondsByKind } from './quality.ts';

const kinds = ['text', 'silence', 'music', 'unresolved'] as const;
const fills = {
  text: 'bg-accent',
  silence: 'bg-line',
  music: 'bg-line-strong',
  unresolved: 'bg-warning',
} as const;

/** Every second of the recording, accounted for. */
export function CoverageStrip({ coverage }: { coverage: readonly CoverageEntry[] }) {
  const { t } = useTranslation();
  const seconds = secondsByKind(coverage);
  const total = Math.max(1, coverage.at(-1)?.end ?? 1);
  return (
    <div>
      <div aria-hidden className="relative h-2 overflow-hidden rounded-full bg-line">
        {coverage
          .filter(({ kind }) => kind !== 'silence')
          .map(({ kind, start, end }) => (
            <span
              key={start}
              className={classes('absolute inset-y-0', fills[kind])}
              style={{ left: `${(100 * start) / total}%`, width: `${(100 * (end - start)) / total}%` }}
            />
          ))}
      </div>
      <dl className="mt-2.5 grid grid-cols-2 gap-x-4 gap-y-1 text-xs">
        {kinds
          .filter((kind) => seconds[kind] >= 0.5)
          .map((kind) => (
            <div key={kind} className="flex items-center gap-2">
              <span aria-hidden className={classes('size-2 rounded-full', fills[kind])} />
              <dt className="grow">{t(`quality.coverage.${kind}`)}</dt>
              <dd className="text-soft tabular-nums">{lasting(seconds[kind])}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
