import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type ActionId, actions } from '../../../shared/actions.ts';

type Entry = ActionId | MenuItemConstructorOptions;

const separator: MenuItemConstructorOptions = { type: 'separator' };
const isMac = (platform: NodeJS.Platform) => platform === 'darwin';

/** Where each action stands in the menu, between what the system gives. */
function sections(platform: NodeJS.Platform): Record<string, readonly Entry[]> {
  return {
    File: [
      'recordings.add',
      'recordings.addFolder',
      separator,
      'transcript.export',
      'recording.saveCopy',
      'transcript.print',
      separator,
      { role: isMac(platform) ? 'close' : 'quit' },
    ],
    Edit: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      'transcript.find',
      'transcript.replace',
      'transcript.replacements',
      'library.search',
    ],
    View: [
      'palette.open',
      separator,
      'go.library',
      'go.queue',
      'go.settings',
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
    Queue: ['queue.pauseAll', 'queue.resumeAll', 'queue.stopAfterThis'],
    Transcript: [
      'player.toggle',
      'player.back',
      'player.slower',
      'player.faster',
      'player.passage',
      'player.repeat',
      separator,
      'waveform.zoomIn',
      'waveform.zoomOut',
      'waveform.showAll',
      separator,
      'transcript.undo',
      'transcript.redo',
      'transcript.versions',
      separator,
      'transcript.setSpeaker',
      'transcript.markRight',
      'transcript.note',
      'transcript.insert',
      'transcript.delete',
      separator,
      'transcript.startHere',
      'transcript.endHere',
      'transcript.retime',
      separator,
      'transcript.previousSegment',
      'transcript.nextSegment',
      'transcript.previousDoubtful',
      'transcript.nextDoubtful',
    ],
    Help: ['help.shortcuts'],
  };
}

/** Their keys belong to the system's own entries, which every text field needs; the page sees them first. */
const taken: readonly ActionId[] = ['transcript.undo', 'transcript.redo'];

/**
 * The key that the menu shows and takes for an action. Keys that also type or move (Tab, Space, ?) are the page's
 * alone, since a menu would take them from every text field.
 */
export function acceleratorOf(id: ActionId): string | undefined {
  if (taken.includes(id)) return undefined;
  const keys: readonly string[] = actions[id].keys;
  const key = keys.find((candidate) => /^Mod\+|^(Shift\+)?F\d+$/.test(candidate));
  return key?.replace('Mod', 'CmdOrCtrl').replace('Arrow', '');
}

/** The whole menu; `choose` is called with what the person chose. */
export function menuTemplate(
  choose: (id: ActionId) => void,
  platform: NodeJS.Platform = process.platform,
): MenuItemConstructorOptions[] {
  const itemOf = (entry: Entry): MenuItemConstructorOptions => {
    if (typeof entry !== 'string') return entry;
    const accelerator = acceleratorOf(entry);
    return {
      id: entry,
      label: actions[entry].title,
      ...(accelerator && { accelerator }),
      click: () => choose(entry),
    };
  };
  const menus = Object.entries(sections(platform)).map(([label, entries]) => ({
    label,
    submenu: entries.map(itemOf),
  }));
  return isMac(platform) ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus;
}

export function installMenu(choose: (id: ActionId) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(choose)));
}
