import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExportOptions, Violation } from '../../../shared/contract/exports.ts';
import { clock } from '../../format.ts';
import { hashOf } from '../../place.ts';
import { Notice } from '../../ui/Notice.tsx';

interface CheckListProps {
  recordingId: string;
  violations: readonly Violation[];
  count: number;
  options: ExportOptions;
  /** Called when a place is opened. */
  onLeave: () => void;
}

const limits = {
  lineLength: 'lineLength',
  lines: 'lines',
  tooShort: 'minimumDuration',
  tooLong: 'maximumDuration',
  gap: 'gap',
  tooFast: 'charactersPerSecond',
} as const;

/** Where subtitles do not keep to what is asked of them, each with a link to its second. */
export function CheckList({ recordingId, violations, count, options, onLeave }: CheckListProps) {
  const { t } = useTranslation();
  if (count === 0)
    return <Notice icon={CircleCheck} title={t('export.check.none')} text={t('export.check.noneText')} />;
  return (
    <section
      aria-label={t('export.check.title')}
      className="min-h-0 grow overflow-y-auto rounded-lg border border-line bg-page"
    >
      <p className="px-4 pt-3 pb-1 text-soft text-xs">{t('export.check.note')}</p>
      <ul>
        {violations.map(({ kind, at, value, text }) => (
          <li key={`${kind} ${at}`} className="border-line border-b last:border-b-0">
            <a
              href={hashOf({ name: 'recording', id: recordingId, at })}
              onClick={onLeave}
              className="flex gap-4 px-4 py-2 hover:bg-hover"
            >
              <span className="w-14 shrink-0 text-accent-text tabular-nums">{clock(at)}</span>
              <span className="min-w-0">
                <span className="block">
                  {t(`export.check.${kind}`, { value, limit: options[limits[kind]] })}
                </span>
                <span dir="auto" className="block truncate text-soft">
                  {text.replaceAll('\n', ' ')}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {count > violations.length && (
        <p className="px-4 py-2 text-soft text-xs">
          {t('export.check.more', { count: count - violations.length })}
        </p>
      )}
    </section>
  );
}
