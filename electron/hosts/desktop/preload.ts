import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge } from '../../../shared/contract/desktop.ts';
import { portChannel } from './portChannel.ts';

// The page's own globals, of which this file needs two; it is compiled without the DOM's types.
declare const window: { postMessage(message: string, origin: string, ports: readonly unknown[]): void };
declare const location: { readonly origin: string };

// A port cannot cross the bridge, but a message to the page's own window can carry it.
ipcRenderer.on(portChannel, ({ ports }) => window.postMessage(portChannel, location.origin, ports));

const bridge: DesktopBridge = {
  requestPort: () => ipcRenderer.send(portChannel),
  pathForFile: (file) => webUtils.getPathForFile(file as File),
};
contextBridge.exposeInMainWorld('trax', bridge);
