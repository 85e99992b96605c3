import { UserRound } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import type { SpeakerScope } from '../../../shared/transcript/editCommand.ts';
import { speakersOf } from '../../../shared/transcript/speakers.ts';
import { capsOf } from '../../keys.ts';
import { isMac } from '../../platform.ts';
import { Button } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import type { Editor } from './editor.ts';
import { speakerColour } from './speakerColour.ts';

interface SpeakerMenuProps {
  editor: Editor;
  segment: Segment;
  /** Which speaker of the transcript it is, from 0; -1 where nobody is named. */
  place: number;
  /** Only there while the paragraph is pointed at. */
  isQuiet?: boolean;
}

/** Who speaks, and the way to say who it really is. */
export function SpeakerMenu({ editor, segment, place, isQuiet = false }: SpeakerMenuProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { speaker } = segment;
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          tabIndex={-1}
          data-speaker-button
          aria-label={speaker && !isQuiet ? t('speaker.chip', { name: speaker }) : t('speaker.name')}
          className={classes(
            'flex items-center gap-1.5 rounded-full font-medium text-sm hover:bg-hover data-[state=open]:bg-hover',
            isQuiet
              ? 'size-7 shrink-0 justify-center text-soft opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100'
              : '-ms-1.5 h-6 ps-1.5 pe-2',
          )}
        >
          {isQuiet ? (
            <UserRound aria-hidden size={15} strokeWidth={1.75} />
          ) : (
            <>
              <SpeakerDot place={place} />
              {speaker}
            </>
          )}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align={isQuiet ? 'end' : 'start'}
          sideOffset={6}
          collisionPadding={12}
          aria-label={t('speaker.who')}
          role="dialog"
          className="z-30 flex w-84 animate-appear flex-col gap-3 rounded-xl bg-raised p-4 shadow-float focus:outline-none"
        >
          <SpeakerChoice editor={editor} segment={segment} onDone={() => setIsOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function SpeakerChoice({
  editor,
  segment,
  onDone,
}: {
  editor: Editor;
  segment: Segment;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [scope, setScope] = useState<SpeakerScope>('one');
  const { id, speaker } = segment;
  const speakers = speakersOf(editor.state.getState().segments);
  const give = (name: string | null) => {
    editor.flush();
    editor.apply({ type: 'setSpeaker', id, speaker: name, scope });
    onDone();
  };
  const rename = (to: string) => {
    if (speaker) editor.apply({ type: 'renameSpeaker', from: speaker, to });
    onDone();
  };
  return (
    <>
      <Segmented
        label={t('speaker.scope.label')}
        value={scope}
        choices={(['one', 'onward', 'all'] as const).map((value) => ({
          value,
          label: t(`speaker.scope.${value}`),
        }))}
        onChange={setScope}
      />
      {speakers.length > 0 && (
        <ul className="-mx-2 max-h-60 overflow-y-auto">
          {speakers.map((name, index) => (
            <li key={name}>
              <button
                type="button"
                aria-current={name === speaker}
                onClick={() => give(name)}
                className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover aria-[current=true]:font-medium"
              >
                <SpeakerDot place={index} />
                <span className="min-w-0 grow truncate">{name}</span>
                {index < 9 && <Caps caps={capsOf(`Alt+${index + 1}`, isMac(navigator))} />}
              </button>
            </li>
          ))}
        </ul>
      )}
      <NameForm label={t('speaker.new')} button={t('speaker.add')} onName={give} />
      {speaker && (
        <>
          <NameForm
            label={t('speaker.rename', { name: speaker })}
            button={t('speaker.renameButton')}
            onName={rename}
          />
          <Button look="quiet" size="small" onClick={() => give(null)}>
            {t('speaker.nobody')}
          </Button>
        </>
      )}
    </>
  );
}

function NameForm({
  label,
  button,
  onName,
}: {
  label: string;
  button: string;
  onName: (name: string) => void;
}) {
  const [name, setName] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onName(name.trim());
  };
  return (
    <form onSubmit={onSubmit} className="flex gap-2">
      <input
        aria-label={label}
        placeholder={label}
        value={name}
        maxLength={100}
        onChange={({ target }) => setName(target.value)}
        className="h-8 min-w-0 grow rounded-lg border border-line bg-page px-3 placeholder:text-soft"
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {button}
      </Button>
    </form>
  );
}

export function SpeakerDot({ place }: { place: number }) {
  return (
    <span
      aria-hidden
      className="size-2.5 shrink-0 rounded-full"
      style={{ background: speakerColour(place) }}
    />
  );
}
