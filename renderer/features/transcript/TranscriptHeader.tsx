import {
  ArrowLeft,
  History,
  type LucideIcon,
  NotebookPen,
  Redo2,
  Share,
  ShieldCheck,
  TriangleAlert,
  Undo2,
  UsersRound,
} from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '../../../shared/contract/library.ts';
import type { Transcript } from '../../../shared/contract/transcripts.ts';
import { modelTitle } from '../../../shared/modelTitle.ts';
import { languageName } from '../../format.ts';
import { titleOf } from '../../i18n.ts';
import { hashOf } from '../../place.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Hint } from '../../ui/Hint.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useCapsOf } from '../../useBindings.ts';
import { SaveCopyButton } from '../portability/SaveCopyButton.tsx';
import { stateWords } from '../queue/itemView.ts';
import type { Editor } from './editor.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { concernCount } from './quality.ts';
import { useEditorState } from './useEditorState.ts';

/** What stands beside the text. */
export type SidePanel = 'quality' | 'versions' | 'speakers' | 'notes';

interface TranscriptHeaderProps {
  recording: Recording;
  transcript: Transcript | null;
  editor: Editor | null;
  noteCount: number;
  panel: SidePanel | null;
  onPanel: (panel: SidePanel) => void;
}

/** What is open, how good it is, and the way out of it. */
export function TranscriptHeader(props: TranscriptHeaderProps) {
  const { recording, transcript, editor, noteCount, panel, onPanel } = props;
  const { actions } = useTrax();
  const { t, i18n } = useTranslation();
  const capsOf = useCapsOf();
  const { saving, canUndo, canRedo } = useEditorState(editor);
  const concerns = transcript ? concernCount(transcript) : 0;
  const { item } = recording;
  const facts = [
    // Below the text it is told in full; here also while one reads at the beginning.
    transcript && item && item.state !== 'done' && stateWords(t, item, i18n.language),
    transcript?.language && languageName(transcript.language, i18n.language),
    transcript?.isTranslation && t('transcript.translated'),
    transcript?.model && modelTitle(transcript.model),
    transcript?.importedFrom && t('imports.from', { name: transcript.importedFrom }),
    transcript && transcript.wordCount > 0 && t('transcript.words', { count: transcript.wordCount }),
  ];
  const panels: Omit<PanelButtonProps, 'panel' | 'onPanel'>[] = [
    { opens: 'notes', icon: NotebookPen, label: t('notes.title'), count: noteCount },
    { opens: 'speakers', icon: UsersRound, label: t('speakers.title') },
    { opens: 'versions', icon: History, label: t('versions.title') },
    {
      opens: 'quality',
      icon: concerns > 0 ? TriangleAlert : ShieldCheck,
      look: concerns > 0 ? 'text-warning' : 'text-accent-text',
      warns: concerns > 0,
      label: t('quality.button'),
      count: concerns,
    },
  ];
  return (
    <header className="@container flex min-h-16 shrink-0 flex-wrap items-center gap-3 px-6 py-3">
      <Hint label={t('transcript.back')}>
        <a
          href={hashOf({ name: 'library' })}
          aria-label={t('transcript.back')}
          className="-ml-2 flex size-8 shrink-0 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-ink"
        >
          <ArrowLeft aria-hidden size={17} strokeWidth={1.75} />
        </a>
      </Hint>
      <div className="min-w-44 flex-1">
        <h1
          dir="auto"
          title={recording.title}
          className="truncate text-left font-semibold text-lg leading-6 tracking-tight"
        >
          {recording.title}
        </h1>
        <p className="flex text-soft text-xs">
          <span className="truncate">{facts.filter(Boolean).join(' · ')}</span>
          {/* Whether it is stored matters more than the rest, where there is little room. */}
          {transcript && <span className="shrink-0 whitespace-pre"> · {t(`editor.${saving}`)}</span>}
        </p>
      </div>
      {transcript && (
        <div className="flex flex-wrap items-center gap-2">
          <IconButton
            icon={Undo2}
            label={titleOf(i18n, 'transcript.undo')}
            caps={capsOf('transcript.undo') ?? []}
            disabled={!canUndo}
            onClick={() => actions.run('transcript.undo')}
          />
          <IconButton
            icon={Redo2}
            label={titleOf(i18n, 'transcript.redo')}
            caps={capsOf('transcript.redo') ?? []}
            disabled={!canRedo}
            onClick={() => actions.run('transcript.redo')}
          />
          {panels.map((each) => (
            <PanelButton key={each.opens} {...each} panel={panel} onPanel={onPanel} />
          ))}
          <SaveCopyButton recording={recording} />
          <MoreMenu />
          <Hint label={titleOf(i18n, 'transcript.export')} caps={capsOf('transcript.export') ?? []}>
            <Button look="primary" onClick={() => actions.run('transcript.export')}>
              <Share aria-hidden size={15} />
              <span className="@max-2xl:sr-only">{t('export.button')}</span>
            </Button>
          </Hint>
        </div>
      )}
    </header>
  );
}

interface PanelButtonProps {
  opens: SidePanel;
  icon: LucideIcon;
  /** The icon's colour, where it has one of its own. */
  look?: string;
  /** Its icon says something, and stays where there is little room. */
  warns?: boolean;
  label: string;
  /** What is in it to be looked at. */
  count?: number;
  /** The one that is open. */
  panel: SidePanel | null;
  onPanel: (panel: SidePanel) => void;
}

/**
 * Opens a panel beside the text, or closes it. Where there is little room its name is only spoken and hinted at: the title needs
 * it more. Kept while somebody writes, when the header around it is made anew.
 */
const PanelButton = memo(function PanelButton(props: PanelButtonProps) {
  const { opens, icon: Icon, look, warns, label, count = 0, panel, onPanel } = props;
  return (
    <Hint label={label}>
      <Button
        aria-pressed={panel === opens}
        onClick={() => onPanel(opens)}
        className="@max-5xl:min-w-8 @max-5xl:px-2! aria-pressed:border-accent aria-pressed:bg-accent-soft"
      >
        <Icon aria-hidden size={15} className={classes(look, !warns && '@5xl:@max-6xl:hidden')} />
        <span className="@max-5xl:sr-only">{label}</span>
        {count > 0 && <span className="text-soft tabular-nums">{count}</span>}
      </Button>
    </Hint>
  );
});
