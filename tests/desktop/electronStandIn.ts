import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type * as Electron from 'electron';

/**
 * What the desktop host uses of `electron`, played by a script: it records what it is told and says what a test has it
 * say. Every part is held against Electron's own declarations, so that a call that Electron would not take does not
 * compile. Ports are real ones of Node, so that what crosses them is really cloned.
 */

interface Recorded {
  /** Whether this is the first instance. */
  isFirst: boolean;
  handedOver: unknown;
  quits: number;
  relaunches: number;
  exits: number[];
  paths: Record<string, string>;
  /** The schemes whose links come here. */
  ownLinks: string[];
  /** What there is of screens, without what the system keeps of them. */
  screens: Electron.Rectangle[];
  schemes: Electron.CustomScheme[];
  respond: Parameters<Electron.Protocol['handle']>[1] | null;
  windows: BrowserWindow[];
  menu: Electron.MenuItemConstructorOptions[];
  spelling: string[];
  errorBoxes: { title: string; content: string }[];
  notifications: Notification[];
  revealed: string[];
  openDialogs: unknown[][];
  picked: Electron.OpenDialogReturnValue;
  saved: Electron.SaveDialogReturnValue;
  workers: UtilityProcess[];
  isSealing: boolean;
  backend: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
  bridge: Record<string, unknown>;
  sent: string[];
  /** The kinds of blockers that are held, by their ids. */
  blockers: Map<number, string>;
  isOnBattery: boolean;
}

const fresh = (): Recorded => ({
  isFirst: true,
  handedOver: null,
  quits: 0,
  relaunches: 0,
  exits: [],
  paths: {},
  ownLinks: [],
  screens: [{ x: 0, y: 0, width: 1920, height: 1040 }],
  schemes: [],
  respond: null,
  windows: [],
  menu: [],
  spelling: [],
  errorBoxes: [],
  notifications: [],
  revealed: [],
  openDialogs: [],
  picked: { canceled: true, filePaths: [] },
  saved: { canceled: true, filePath: '' },
  workers: [],
  isSealing: true,
  backend: 'gnome_libsecret',
  bridge: {},
  sent: [],
  blockers: new Map(),
  isOnBattery: false,
});

/** What happened since the last `resetElectron`, and what is to be answered. */
export const recorded: Recorded = fresh();

let readiness = Promise.withResolvers<void>();
let isReady = false;

export function resetElectron(): void {
  Object.assign(recorded, fresh());
  readiness = Promise.withResolvers<void>();
  isReady = false;
  for (const emitter of [app, ipcMain, ipcRenderer]) emitter.removeAllListeners();
}

export function becomeReady(): void {
  isReady = true;
  readiness.resolve();
}

/** An event that a listener can prevent. */
export function preventable<More extends object>(more: More) {
  return {
    ...more,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  isReady: () => isReady,
  whenReady: () => readiness.promise,
  requestSingleInstanceLock(data?: Record<string, unknown>) {
    recorded.handedOver = data;
    return recorded.isFirst;
  },
  getLocale: () => 'en-GB',
  setPath(name: string, path: string) {
    recorded.paths[name] = path;
  },
  getPath: (name: string) => recorded.paths[name] ?? '',
  setAsDefaultProtocolClient(scheme: string) {
    recorded.ownLinks.push(scheme);
    return true;
  },
  enableSandbox() {
    recorded.paths.sandbox = 'enabled';
  },
  /** Like Electron: asks whether it may, and ends when nobody objects. */
  quit() {
    const event = preventable({});
    app.emit('will-quit', event);
    if (!event.defaultPrevented) recorded.quits++;
  },
  relaunch() {
    recorded.relaunches++;
  },
  exit(status = 0) {
    recorded.exits.push(status);
  },
} satisfies Partial<Electron.App>);

class WebContents extends EventEmitter {
  url = '';
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  getURL = () => this.url;
  printToPDF = async (options: Electron.PrintToPDFOptions) => Buffer.from(`%PDF ${JSON.stringify(options)}`);
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]) {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly shown: string[] = [];
  readonly progress: number[] = [];
  isInFront = true;
  readonly options: Electron.BrowserWindowConstructorOptions;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    recorded.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string) {
    this.webContents.url = url;
  }
  show = () => void this.shown.push('show');
  focus = () => void this.shown.push('focus');
  restore = () => void this.shown.push('restore');
  reload = () => void this.shown.push('reload');
  bounds: Electron.Rectangle = { x: 0, y: 0, width: 0, height: 0 };
  isLarge = false;
  getNormalBounds = () => this.bounds;
  isMaximized = () => this.isLarge;
  maximize = () => void this.shown.push('maximize');
  isMinimized = () => false;
  isFocused = () => this.isInFront;
  loadFile = (path: string) => this.loadURL(`file://${path}`);
  destroy = () => void this.shown.push('destroy');
  setTitle = (title: string) => void this.shown.push(title);
  setProgressBar = (progress: number) => void this.progress.push(progress);
}

/** A port of Electron's main process around one of Node: the same events, silent until it is started. */
class MessagePortMain extends EventEmitter {
  readonly #port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }
  start() {
    this.#port.on('message', (data) => this.emit('message', { data, ports: [] }));
  }
  postMessage(message: unknown) {
    this.#port.postMessage(message);
  }
  close() {
    this.#port.close();
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}

export const ipcMain = new EventEmitter();

/** Has a frame ask for a port and gives the port that came, if one did. */
export function askForPort(url: string, frame: Partial<Electron.WebFrameMain> = {}): MessagePortMain | null {
  let received: MessagePortMain | null = null;
  const senderFrame = {
    url,
    parent: null,
    detached: false,
    postMessage(_channel: string, _message: unknown, transfer: MessagePortMain[] = []) {
      received = transfer[0] ?? null;
    },
    ...frame,
  };
  ipcMain.emit('trax-port', { senderFrame });
  return received;
}

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    if (isReady) throw new Error('registerSchemesAsPrivileged has to be called before the app is ready');
    recorded.schemes = schemes;
  },
  handle(_scheme, respond) {
    recorded.respond = respond;
  },
} satisfies Partial<Electron.Protocol>;

/** Asks the handler of `trax://`, as Chromium does for the page. */
export async function request(url: string, init?: RequestInit): Promise<Response> {
  if (!recorded.respond) throw new Error('Nobody handles the scheme yet');
  return recorded.respond(new Request(url, init));
}

type Handlers = {
  request: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
  check: Parameters<Electron.Session['setPermissionCheckHandler']>[0];
  device: Parameters<Electron.Session['setDevicePermissionHandler']>[0];
};
export const permissions: Handlers = { request: null, check: null, device: null };
export const session = {
  defaultSession: {
    availableSpellCheckerLanguages: ['de', 'en-GB', 'en-US', 'pt-BR'],
    setSpellCheckerLanguages(languages: string[]) {
      recorded.spelling = languages;
    },
    setPermissionRequestHandler(handler) {
      permissions.request = handler;
    },
    setPermissionCheckHandler(handler) {
      permissions.check = handler;
    },
    setDevicePermissionHandler(handler) {
      permissions.device = handler;
    },
  } satisfies Partial<Electron.Session>,
};

export const dialog = {
  showErrorBox: (title: string, content: string) => void recorded.errorBoxes.push({ title, content }),
  async showOpenDialog(...given: unknown[]) {
    recorded.openDialogs.push(given);
    return recorded.picked;
  },
  async showSaveDialog(...given: unknown[]) {
    recorded.openDialogs.push(given);
    return recorded.saved;
  },
} satisfies Partial<Electron.Dialog>;

export const shell = {
  showItemInFolder: (path: string) => void recorded.revealed.push(path),
} satisfies Partial<Electron.Shell>;

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu(template: Electron.MenuItemConstructorOptions[]) {
    recorded.menu = template;
  },
};

export const screen = {
  getAllDisplays: () => recorded.screens.map((workArea) => ({ workArea }) as Electron.Display),
} satisfies Partial<Electron.Screen>;

export const powerSaveBlocker = {
  start(kind: string) {
    const id = recorded.blockers.size + 1;
    recorded.blockers.set(id, kind);
    return id;
  },
  stop: (id: number) => recorded.blockers.delete(id),
} satisfies Partial<Electron.PowerSaveBlocker>;

export const powerMonitor = {
  isOnBatteryPower: () => recorded.isOnBattery,
} satisfies Partial<Electron.PowerMonitor>;

export class Notification extends EventEmitter {
  static isSupported = () => true;
  readonly options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show = () => void recorded.notifications.push(this);
}

/** A seal that shows in tests: not the text itself, and nobody else's. */
export const safeStorage = {
  isEncryptionAvailable: () => recorded.isSealing,
  getSelectedStorageBackend: () => recorded.backend,
  encryptString: (text: string) => Buffer.from([...`sealed:${text}`].reverse().join('')),
  decryptString(sealed: Buffer) {
    const text = [...String(sealed)].reverse().join('');
    if (!text.startsWith('sealed:')) throw new Error('Error while decrypting the ciphertext');
    return text.slice('sealed:'.length);
  },
} satisfies Partial<Electron.SafeStorage>;

export class UtilityProcess extends EventEmitter {
  pid: number | undefined;
  readonly posted: unknown[] = [];
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  asked = 0;
  readonly forked: Parameters<typeof Electron.utilityProcess.fork>;
  constructor(forked: Parameters<typeof Electron.utilityProcess.fork>) {
    super();
    this.forked = forked;
  }
  postMessage = (message: unknown) => void this.posted.push(message);
  kill() {
    this.asked++;
    return true;
  }
}

export const utilityProcess = {
  fork(...forked: Parameters<typeof Electron.utilityProcess.fork>) {
    const child = new UtilityProcess(forked);
    recorded.workers.push(child);
    return child;
  },
};

export const ipcRenderer = Object.assign(new EventEmitter(), {
  send: (channel: string) => void recorded.sent.push(channel),
} satisfies Partial<Electron.IpcRenderer>);
export const contextBridge = {
  exposeInMainWorld(name: string, value: unknown) {
    recorded.bridge[name] = value;
  },
} satisfies Partial<Electron.ContextBridge>;
export const webUtils = {
  getPathForFile: (file: File) => `/home/me/${file.name}`,
} satisfies Partial<Electron.WebUtils>;
