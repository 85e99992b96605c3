import type { DesktopBridge } from '../shared/contract/desktop.ts';
import type { Host } from './host.ts';
import { createDesktopHost } from './hosts/desktop.ts';
import { createWebHost } from './hosts/web.ts';

declare global {
  interface Window {
    /** There only when the preload script of the desktop application ran. */
    readonly trax?: DesktopBridge;
  }
}

/** Finds out where the page lives and connects it to the core. The connection lasts as long as the page. */
export function connect(page: Window): Host {
  return page.trax ? createDesktopHost(page, page.trax) : createWebHost(page);
}
