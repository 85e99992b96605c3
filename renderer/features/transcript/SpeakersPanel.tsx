import { ChevronLeft, ChevronRight, Merge } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import { type SpeakerShare, sharesOf } from '../../../shared/transcript/speakers.ts';
import { lasting, wholePercent } from '../../format.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { Editor } from './editor.ts';
import { SpeakerDot } from './SpeakerMenu.tsx';
import { speakerColour } from './speakerColour.ts';

interface SpeakersPanelProps {
  editor: Editor;
  segments: readonly Segment[];
  /** Seconds: where the recording stands. */
  now: () => number;
  onPlay: (second: number) => void;
}

/** Who speaks, and how much: renamed everywhere, joined where two are one, and gone through from place to place. */
export function SpeakersPanel({ editor, segments, now, onPlay }: SpeakersPanelProps) {
  const { t } = useTranslation();
  const speakers = useMemo(() => sharesOf(segments), [segments]);
  return (
    <section aria-label={t('speakers.title')} className="flex flex-col gap-4 p-5">
      <h2 className="font-semibold text-base">{t('speakers.title')}</h2>
      {speakers.length === 0 && <p className="text-soft">{t('speakers.empty')}</p>}
      <ul className="flex flex-col gap-5 empty:hidden">
        {speakers.map((speaker, place) => (
          <SpeakerEntry
            key={speaker.name}
            speaker={speaker}
            place={place}
            others={speakers.flatMap(({ name }) => (name === speaker.name ? [] : name))}
            onRename={(to) => {
              editor.flush();
              editor.apply({ type: 'renameSpeaker', from: speaker.name, to });
            }}
            now={now}
            onPlay={onPlay}
          />
        ))}
      </ul>
    </section>
  );
}

interface SpeakerEntryProps extends Pick<SpeakersPanelProps, 'now' | 'onPlay'> {
  speaker: SpeakerShare;
  place: number;
  others: readonly string[];
  onRename: (to: string) => void;
}

function SpeakerEntry({ speaker, place, others, onRename, now, onPlay }: SpeakerEntryProps) {
  const { t, i18n } = useTranslation();
  const { name, spoken, percent, starts } = speaker;
  const next = () => starts.find((start) => start > now() + moment) ?? starts[0] ?? 0;
  const previous = () => starts.findLast((start) => start < now() - moment) ?? starts.at(-1) ?? 0;
  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <SpeakerDot place={place} />
        <NameField name={name} onName={onRename} />
        {others.length > 0 && (
          <Menu
            trigger={
              <Button
                look="quiet"
                size="small"
                aria-label={t('speakers.same', { name })}
                title={t('speakers.merge')}
                className="aspect-square px-0!"
              >
                <Merge aria-hidden size={15} />
              </Button>
            }
            items={others.map((other) => ({ label: other, icon: Merge, run: () => onRename(other) }))}
          />
        )}
        <IconButton
          icon={ChevronLeft}
          size="small"
          label={t('speakers.previous', { name })}
          onClick={() => onPlay(previous())}
        />
        <IconButton
          icon={ChevronRight}
          size="small"
          label={t('speakers.next', { name })}
          onClick={() => onPlay(next())}
        />
      </div>
      <div className="h-1.5 overflow-hidden rounded-full bg-line">
        <div
          className="h-full rounded-full"
          style={{ width: `${percent}%`, background: speakerColour(place) }}
        />
      </div>
      <p className="text-soft text-xs tabular-nums">
        {[
          wholePercent(percent, i18n.language),
          lasting(spoken),
          t('speakers.passages', { count: starts.length }),
        ].join(' · ')}
      </p>
    </li>
  );
}

/** Seconds that a place counts as the one where the sound is. */
const moment = 0.25;

/** A name that is changed where it stands. */
function NameField({ name, onName }: { name: string; onName: (name: string) => void }) {
  const { t } = useTranslation();
  const finish = (field: HTMLInputElement) => {
    const typed = field.value.trim();
    if (typed === '') field.value = name;
    else if (typed !== name) onName(typed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') event.currentTarget.value = name;
    if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
  };
  return (
    <input
      aria-label={t('speaker.rename', { name })}
      defaultValue={name}
      maxLength={100}
      dir="auto"
      onBlur={({ currentTarget }) => finish(currentTarget)}
      onKeyDown={onKeyDown}
      className="-ms-1 h-7 min-w-0 grow text-ellipsis rounded-md border border-transparent bg-transparent px-1 font-medium hover:border-line focus:border-line focus:bg-page"
    />
  );
}
