import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Editor, EditorState } from './editor.ts';

/** What an editor holds; nothing before there is one. */
export function useEditorState(editor: Editor | null): EditorState {
  const none = useMemo(
    () =>
      createStore<EditorState>(() => ({
        segments: [],
        saving: 'saved',
        canUndo: false,
        canRedo: false,
        conflicts: [],
      })),
    [],
  );
  return useStore(editor?.state ?? none);
}
