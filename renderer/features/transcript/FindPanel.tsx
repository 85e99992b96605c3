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
  const field = useRef<HTMLInputElement>(null);
  const open = (next: 'find' | 'replace') => {
    props.editor.flush();
    setMode(next);
    field.current?.select();
  };
  useAction('transcript.find', () => open('find'));
  useAction('transcript.replace', () => open('replace'));
  return (
    mode && <OpenPanel {...props} replaces={mode === 'replace'} field={field} onClose={() => setMode(null)} />
  );
}

interface OpenPanelProps extends FindPanelProps {
  replaces: boolean;
  field: RefObject<HTMLInputElement | null>;
  onClose: () => void;
}

function OpenPanel({ editor, segments, list, onShow, replaces, field, onClose }: OpenPanelProps) {
  const find = useFind(segments, list);
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
