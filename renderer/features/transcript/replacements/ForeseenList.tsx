import { useTranslation } from 'react-i18next';
import type { Foreseen } from '../../../../shared/contract/replacements.ts';
import { compareTexts } from '../../../../shared/transcript/compareTexts.ts';
import { clock } from '../../../format.ts';
import { Differences } from '../Differences.tsx';

/** What would change, recording by recording, the first places of each. */
export function ForeseenList({ foreseen }: { foreseen: readonly Foreseen[] }) {
  const { t } = useTranslation();
  if (foreseen.length === 0) return <p className="text-soft">{t('replacements.nothing')}</p>;
  return (
    <section
      aria-label={t('find.preview')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
      className="min-h-24 overflow-y-auto rounded-lg border border-line"
    >
      {foreseen.map(({ transcriptId, title, count, samples }) => (
        <div key={transcriptId} className="border-line border-b px-3 py-2 last:border-b-0">
          <h3 className="flex gap-2 font-medium">
            <span className="min-w-0 grow truncate">{title}</span>
            <span className="text-soft">{t('replacements.changes', { count })}</span>
          </h3>
          <ul className="mt-1 flex flex-col gap-1">
            {samples.map(({ at, before, after }) => (
              <li key={`${at} ${before}`} className="flex gap-3">
                <span className="w-12 shrink-0 text-right text-soft text-xs leading-5 tabular-nums">
                  {clock(at)}
                </span>
                <span dir="auto" className="min-w-0 grow wrap-anywhere">
                  <Differences differences={compareTexts(before, after)} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
