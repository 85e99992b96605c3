import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, MessageChannelMain } from 'electron';
import type { Core } from '../../core/core.ts';
import type { DesktopRouter } from './desktopRouter.ts';
import { trustedFrame } from './ownPage.ts';
import { portChannel } from './portChannel.ts';

/**
 * Hands a port of its own to each page of ours that asks, and answers the contract over it. The core may still be
 * starting: what a page asks meanwhile waits in its port. Ends with the returned function.
 */
export function servePorts(core: Promise<Core>, desktop: DesktopRouter): () => void {
  const handler = core.then(({ router }) => new RPCHandler({ ...router, desktop }));
  // A core that cannot start is told where it is started; no port is answered then.
  handler.catch(() => undefined);

  const handOut = (event: Electron.IpcMainEvent) => {
    const frame = trustedFrame(event.senderFrame);
    if (!frame) return;
    const { port1: ours, port2: theirs } = new MessageChannelMain();
    frame.postMessage(portChannel, null, [theirs]);
    handler.then(
      (answering) => {
        answering.upgrade(ours);
        ours.start();
      },
      () => ours.close(),
    );
  };
  ipcMain.on(portChannel, handOut);
  return () => ipcMain.off(portChannel, handOut);
}
