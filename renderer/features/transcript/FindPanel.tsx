import { type RefObject, useRef, useState } from 'react';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import type { Hit } from '../../../shared/transcript/search.ts';
import { useAction } from '../../actionRunner.ts';
import type { Editor } from './editor.ts';
import { FindBar } from './FindBar.tsx';
import { useFind } from './useFind.ts';

interface FindPanelProps {
  editor: Editor;
  segments: readonly Segment[];
  list: RefObject<HTMLElement | null>;
  onShow: (segment: number) => void;
}

/** The search above the transcript, while it is wanted. */
export function FindPanel(props: FindPanelProps) {
  const [mode, setMode] = useState<'find' | 'replace' | null>(null);
  const [begun, setBegun] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const open = (next: 'find' | 'replace') => {
    setBegun(selectedText(props.list.current));
    props.editor.flush();
    setMode(next);
    field.current?.select();
  };
  useAction('transcript.find', () => open('find'));
  useAction('transcript.replace', () => open('replace'));
  return (
    mode && (
      <OpenPanel
        {...props}
        begun={begun}
        replaces={mode === 'replace'}
        field={field}
        onClose={() => setMode(null)}
      />
    )
  );
}

/** What is selected in the transcript. */
function selectedText(list: HTMLElement | null): string {
  const selection = getSelection();
  return list?.contains(selection?.anchorNode ?? null) ? String(selection).trim() : '';
}

interface OpenPanelProps extends FindPanelProps {
  /** What is searched for at first. */
  begun: string;
  replaces: boolean;
  field: RefObject<HTMLInputElement | null>;
  onClose: () => void;
}

function OpenPanel(props: OpenPanelProps) {
  const { editor, segments, list, onShow, begun, replaces, field, onClose } = props;
  const find = useFind(segments, list, begun);
  const show = ({ segment }: Hit) => onShow(segment);
  const close = () => {
    onClose();
    list.current?.focus({ preventScroll: true });
  };
  return (
    <FindBar
      editor={editor}
      segments={segments}
      find={find}
      replaces={replaces}
      field={field}
      onShow={show}
      onClose={close}
    />
  );
}
