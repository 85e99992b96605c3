import { z } from 'zod';

/** What people can do, once: the menu, the palette, the keyboard and the buttons read this. `Mod` is Cmd on macOS, else Ctrl. */
export const actions = {
  'recordings.add': { title: 'Add recordings…', keys: ['Mod+O'] },
  'recordings.addFolder': { title: 'Add a folder…', keys: ['Mod+Shift+O'] },
  'go.library': { title: 'Library', keys: ['Mod+1'] },
  'go.queue': { title: 'Queue', keys: ['Mod+2'] },
  'go.settings': { title: 'Settings', keys: ['Mod+,'] },
  'recording.saveCopy': { title: 'Save a copy…', keys: [] },
  'palette.open': { title: 'Command palette', keys: ['Mod+K'] },
  'library.search': { title: 'Search', keys: ['Mod+Shift+F'] },
  'queue.pauseAll': { title: 'Pause everything', keys: [] },
  'queue.resumeAll': { title: 'Resume everything', keys: [] },
  'queue.stopAfterThis': { title: 'Stop after this one', keys: [] },
  'transcript.export': { title: 'Export…', keys: ['Mod+E'] },
  'player.toggle': { title: 'Play or pause', keys: ['Tab', 'Space'] },
  'player.back': { title: 'Back 3 seconds and play', keys: ['Shift+Tab'] },
  'player.slower': { title: 'Slower', keys: ['F2'] },
  'player.faster': { title: 'Faster', keys: ['F4'] },
  'player.passage': { title: 'Play the selection or the paragraph', keys: ['Shift+F9'] },
  'player.repeat': { title: 'Play it again and again', keys: ['F9'] },
  'waveform.zoomIn': { title: 'Zoom in', keys: ['+', '='] },
  'waveform.zoomOut': { title: 'Zoom out', keys: ['-'] },
  'waveform.showAll': { title: 'Show the whole recording', keys: ['0'] },
  'transcript.previousSegment': { title: 'Previous segment', keys: ['Mod+ArrowUp'] },
  'transcript.nextSegment': { title: 'Next segment', keys: ['Mod+ArrowDown'] },
  'transcript.undo': { title: 'Undo the last edit', keys: ['Mod+Z'] },
  'transcript.redo': { title: 'Redo', keys: ['Mod+Shift+Z'] },
  'transcript.find': { title: 'Find in the transcript', keys: ['Mod+F'] },
  'transcript.replace': { title: 'Find and replace', keys: ['Mod+H'] },
  'transcript.setSpeaker': {
    title: 'Give the paragraph to speaker 1 to 9',
    keys: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9'],
  },
  'transcript.startHere': { title: 'The paragraph starts at this moment', keys: ['F6'] },
  'transcript.endHere': { title: 'The paragraph ends at this moment', keys: ['F7'] },
  'transcript.markRight': { title: 'The doubtful word is right as it is', keys: ['Mod+Enter'] },
  'transcript.versions': { title: 'Versions', keys: [] },
  'transcript.note': { title: 'Note or bookmark at this moment', keys: ['Mod+B'] },
  'transcript.copyLink': { title: 'Copy a link to this moment', keys: [] },
  'transcript.insert': { title: 'Insert a paragraph after this one', keys: ['Mod+Shift+Enter'] },
  'transcript.delete': { title: 'Delete this paragraph', keys: ['Mod+Shift+Backspace'] },
  'transcript.retime': { title: 'Move and stretch times…', keys: [] },
  'transcript.replacements': { title: 'Replacements…', keys: ['Mod+Shift+H'] },
  'transcript.print': { title: 'Print…', keys: ['Mod+P'] },
  'transcript.nextDoubtful': { title: 'Next doubtful word', keys: ['F8'] },
  'transcript.previousDoubtful': { title: 'Previous doubtful word', keys: ['Shift+F8'] },
  'help.shortcuts': { title: 'Keyboard shortcuts', keys: ['?'] },
} as const satisfies Record<string, { title: string; keys: readonly string[] }>;

export type ActionId = keyof typeof actions;
export const actionIdSchema = z.enum(Object.keys(actions) as [ActionId, ...ActionId[]]);

/** The keys that people gave to actions; an action that is not in it has its usual ones. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

/** The keys of an action as they are now. */
export function keysOf(id: ActionId, bindings: Bindings): readonly string[] {
  return bindings[id] ?? actions[id].keys;
}
