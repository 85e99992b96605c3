import { UserRound } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import type { SpeakerScope } from '../../../shared/transcript/editCommand.ts';
import { speakersOf } from '../../../shared/transcript/speakers.ts';
import { Button } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { fieldLook } from '../../ui/fieldLook.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { leaveTaken } from '../../ui/useFocusReturn.ts';
import { useCapsOf } from '../../useBindings.ts';
import type { Editor } from './editor.ts';
import { speakerColour } from './speakerColour.ts';

interface SpeakerButtonProps {
  segment: Segment;
  /** Which speaker of the transcript it is, from 0; -1 where nobody is named. */
  place: number;
  /** Only there while the paragraph is pointed at. */
  isQuiet?: boolean;
  /** Asked to open the menu at this button. */
  onOpen: (segment: string, button: HTMLElement) => void;
}

/** Who speaks. All buttons share one menu: a paragraph has to be made sixty times a second. */
export function SpeakerButton({ segment, place, isQuiet = false, onOpen }: SpeakerButtonProps) {
  const { t } = useTranslation();
  const { speaker } = segment;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-speaker-button
      aria-haspopup="dialog"
      aria-label={speaker && !isQuiet ? t('speaker.chip', { name: speaker }) : t('speaker.name')}
      onClick={({ currentTarget }) => onOpen(segment.id, currentTarget)}
      className={classes(
        'flex items-center gap-1.5 rounded-full font-medium text-sm hover:bg-hover',
        isQuiet
          ? 'size-7 shrink-0 justify-center text-soft opacity-0 group-focus-within:opacity-100 group-hover:opacity-100'
          : '-ms-1.5 h-6 max-w-full ps-1.5 pe-2',
      )}
    >
      {isQuiet ? (
        <UserRound aria-hidden size={15} strokeWidth={1.75} />
      ) : (
        <>
          <SpeakerDot place={place} />
          <span className="truncate">{speaker}</span>
        </>
      )}
    </button>
  );
}

interface SpeakerMenuProps {
  editor: Editor;
  /** Whose speaker it is about; null while it is closed. */
  segment: Segment | undefined;
  button: HTMLElement | null;
  onClose: () => void;
}

/** The way to say who speaks: here, from here on, or everywhere. */
export function SpeakerMenu({ editor, segment, button, onClose }: SpeakerMenuProps) {
  const { t } = useTranslation();
  if (!segment || !button) return null;
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Anchor virtualRef={{ current: button }} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t('speaker.who')}
          role="dialog"
          // The button is no trigger that the menu knows of.
          onCloseAutoFocus={(event) => {
            leaveTaken(event);
            if (!event.defaultPrevented && button.isConnected) button.focus();
            event.preventDefault();
          }}
          className="z-30 flex w-84 animate-appear flex-col gap-3 rounded-xl bg-raised p-4 shadow-float focus:outline-none"
        >
          <SpeakerChoice key={segment.id} editor={editor} segment={segment} onDone={onClose} />
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
  const capsOf = useCapsOf();
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
                <Caps caps={capsOf('transcript.setSpeaker', index) ?? []} />
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
            placeholder={t('speaker.renamePlaceholder')}
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
  placeholder = label,
  button,
  onName,
}: {
  label: string;
  placeholder?: string;
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
        placeholder={placeholder}
        value={name}
        maxLength={100}
        onChange={({ target }) => setName(target.value)}
        className={classes(fieldLook, 'grow')}
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
