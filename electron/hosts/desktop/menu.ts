import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type ActionId, type Bindings, keysOf } from '../../../shared/actions.ts';
import type { DesktopWords } from '../../../shared/desktopWords.ts';
import type { Commands } from './commands.ts';
import type { Language } from './speech.ts';
import type { MainWindow } from './window.ts';

/** How the menu speaks, and the keys that people gave to actions. */
export interface MenuWords {
  readonly language: Language;
  readonly shortcuts: Bindings;
}

type Entry = ActionId | MenuItemConstructorOptions;

const separator: MenuItemConstructorOptions = { type: 'separator' };
const isMac = (platform: NodeJS.Platform) => platform === 'darwin';

/** Where each action stands in the menu, between what the system gives. */
function sections(platform: NodeJS.Platform): Record<keyof DesktopWords['menu'], readonly Entry[]> {
  return {
    file: [
      'recordings.add',
      'recordings.addFolder',
      separator,
      'transcript.export',
      'recording.saveCopy',
      'transcript.print',
      separator,
      { role: isMac(platform) ? 'close' : 'quit' },
    ],
    edit: [
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
    view: [
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
    queue: ['queue.pauseAll', 'queue.resumeAll', 'queue.stopAfterThis'],
    transcript: [
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
      'transcript.copyLink',
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
    help: ['help.shortcuts'],
  };
}

/** Their keys belong to the system's own entries, which every text field needs; the page sees them first. */
const taken: readonly ActionId[] = ['transcript.undo', 'transcript.redo'];

/**
 * The key that the menu shows and takes for an action. Keys that also type or move (Tab, Space, ?) are the page's
 * alone, since a menu would take them from every text field.
 */
export function acceleratorOf(id: ActionId, shortcuts: Bindings = {}): string | undefined {
  if (taken.includes(id)) return undefined;
  const key = keysOf(id, shortcuts).find((candidate) => /^Mod\+|^(Shift\+)?F\d+$/.test(candidate));
  return key?.replace('Mod', 'CmdOrCtrl').replace('Arrow', '');
}

/** The whole menu; `choose` is called with what the person chose. */
export function menuTemplate(
  choose: (id: ActionId) => void,
  platform: NodeJS.Platform,
  { language, shortcuts }: MenuWords,
): MenuItemConstructorOptions[] {
  const { words, titleOf } = language;
  // What Electron calls its own entries is English everywhere but on a Mac.
  const ownEntry = (entry: MenuItemConstructorOptions): MenuItemConstructorOptions => {
    const label = entry.role && words.roles[entry.role];
    return label ? { ...entry, label } : entry;
  };
  const itemOf = (entry: Entry): MenuItemConstructorOptions => {
    if (typeof entry !== 'string') return ownEntry(entry);
    const accelerator = acceleratorOf(entry, shortcuts);
    return {
      id: entry,
      label: titleOf(entry),
      ...(accelerator && { accelerator }),
      click: () => choose(entry),
    };
  };
  const entries = sections(platform);
  const menus = (Object.keys(entries) as (keyof typeof entries)[]).map((name) => ({
    label: words.menu[name],
    submenu: entries[name].map(itemOf),
  }));
  return isMac(platform) ? [{ role: 'appMenu' }, ...menus, { role: 'windowMenu' }] : menus;
}

/** Puts the menu up; what is chosen goes to the page. */
export function installMenu(
  commands: Pick<Commands, 'send'>,
  window: Pick<MainWindow, 'show'>,
  words: MenuWords,
): void {
  const choose = (id: ActionId) => {
    commands.send({ type: 'action', id });
    window.show();
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(choose, process.platform, words)));
}
