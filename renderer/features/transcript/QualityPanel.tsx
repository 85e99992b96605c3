import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Transcript } from '../../../shared/contract/transcripts.ts';
import { clock, percent } from '../../format.ts';
import { CoverageStrip } from './CoverageStrip.tsx';
import { groupedWarnings, unresolved } from './quality.ts';

interface QualityPanelProps {
  transcript: Transcript;
  onPlay: (second: number) => void;
}

/** How far the text can be trusted, and every place that deserves a look. */
export function QualityPanel({ transcript, onPlay }: QualityPanelProps) {
  const { t, i18n } = useTranslation();
  const gaps = unresolved(transcript.coverage);
  const groups = groupedWarnings(transcript.warnings).filter((group) => group.kind !== 'unresolved-speech');
  const isClean = gaps.length === 0 && groups.length === 0;
  return (
    <section aria-label={t('quality.title')} className="flex flex-col gap-6 p-5">
      <header>
        <h2 className="font-semibold text-base">{t('quality.title')}</h2>
        {transcript.accuracyEstimate !== null && (
          <p className="mt-1 text-soft">
            {t('quality.estimate', { share: percent(transcript.accuracyEstimate, i18n.language) })}
          </p>
        )}
        {isClean && <p className="mt-1 text-soft">{t('quality.clean')}</p>}
      </header>
      {transcript.coverage.length > 0 && <CoverageStrip coverage={transcript.coverage} />}
      {gaps.length > 0 && (
        <Concern title={t('quality.unresolved.title')} text={t('quality.unresolved.text')}>
          {gaps.map(({ start, end }) => (
            <PlaceButton key={start} label={`${clock(start)}–${clock(end)}`} onClick={() => onPlay(start)} />
          ))}
        </Concern>
      )}
      {groups.map(({ kind, places }) => (
        <Concern
          key={kind}
          title={t(`quality.warning.${kind}.title`)}
          text={t(`quality.warning.${kind}.text`)}
        >
          {places.map((place) => (
            <PlaceButton key={place} label={clock(place)} onClick={() => onPlay(place)} />
          ))}
        </Concern>
      ))}
      <Discarded transcript={transcript} onPlay={onPlay} />
    </section>
  );
}

function Concern({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <p className="mt-0.5 text-soft">{text}</p>
      <div className="mt-2 flex flex-wrap gap-1.5 empty:hidden">{children}</div>
    </div>
  );
}

function PlaceButton({ label, onClick }: { label: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-label={t('transcript.playFrom', { time: label })}
      onClick={onClick}
      className="rounded-md bg-accent-soft px-2 py-0.5 text-accent-text text-xs tabular-nums hover:underline"
    >
      {label}
    </button>
  );
}

/** What the engine wrote and Trax did not keep. */
function Discarded({ transcript: { discarded }, onPlay }: QualityPanelProps) {
  const { t } = useTranslation();
  if (discarded.length === 0) return null;
  return (
    <div>
      <h3 className="font-medium">{t('quality.discarded.title')}</h3>
      <p className="mt-0.5 text-soft">{t('quality.discarded.text')}</p>
      <ul className="mt-2 flex flex-col gap-3">
        {discarded.map((each) => (
          <li key={`${each.start}-${each.text}`} className="border-line border-l-2 pl-3">
            <p className="flex items-center gap-2">
              <PlaceButton label={clock(each.start)} onClick={() => onPlay(each.start)} />
              <span className="text-soft text-xs">{t(`quality.discarded.reason.${each.reason}`)}</span>
            </p>
            <p dir="auto" className="mt-1 line-clamp-4 wrap-anywhere text-soft">
              {each.text}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
