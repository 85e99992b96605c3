import { useTranslation } from 'react-i18next';
import type { BackupsView } from '../../../shared/contract/backups.ts';
import { dateAndTime } from '../../format.ts';
import { marksOf, minuteAt, minutesOf, type Span, shareOf } from './restoreTime.ts';

interface TimelineProps {
  view: BackupsView;
  span: Span;
  moment: Date;
  onChange: (moment: Date) => void;
}

/** Half of the width of a slider's thumb in Chromium, in pixels: its middle never reaches the ends of the bar. */
const thumb = 8;

/** The time that can be gone back to, minute by minute, with the backups on it. */
export function Timeline({ view, span, moment, onChange }: TimelineProps) {
  const { t, i18n } = useTranslation();
  const steps = minutesOf(span);
  const marks = marksOf(view, span);
  return (
    <label className="flex flex-col gap-1.5">
      {t('restore.timeline')}
      <input
        type="range"
        min={0}
        max={steps}
        value={Math.round(shareOf(span, moment) * steps)}
        aria-valuetext={dateAndTime(moment.toISOString(), i18n.language)}
        onChange={(event) => onChange(minuteAt(span, Number(event.target.value) / steps))}
        className="w-full accent-accent"
      />
      <span aria-hidden className="relative h-1.5" style={{ margin: `0 ${thumb}px` }}>
        {marks.map(({ id, share }) => (
          <span key={id} className="absolute h-1.5 w-px bg-line-strong" style={{ left: `${share * 100}%` }} />
        ))}
      </span>
      <span className="flex justify-between text-soft text-xs">
        <span>{dateAndTime(span.from.toISOString(), i18n.language)}</span>
        <span>{t('restore.backups', { count: marks.length })}</span>
        <span>{t('restore.now')}</span>
      </span>
    </label>
  );
}
