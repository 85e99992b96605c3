import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/contract.ts';
import type { DesktopBridge, desktopContract } from '../../shared/contract/desktop.ts';
import type { Host } from '../host.ts';
import { type Carrier, keepConnected } from './keepConnected.ts';

type DesktopClient = ContractRouterClient<Contract & { desktop: typeof desktopContract }>;

/** The page in a window of the desktop application: a message port to the core, and the files' own paths. */
export function createDesktopHost(page: Window, bridge: DesktopBridge): Host {
  const connection = keepConnected(
    () => requestCarrier(page, bridge),
    (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  );
  const client: DesktopClient = createORPCClient(connection.link);

  return {
    kind: 'desktop',
    client,
    connection: connection.state,
    uploads: false,
    filesOf: async (drop) => [...drop.files],
    pathsOf: async (files) => files.map((file) => ({ file, path: bridge.pathForFile(file) })),
    pick: async (kind) => ({ paths: await client.desktop.pickPaths({ kind }) }),
    async saveDocument({ name, saveTo }) {
      const path = await client.desktop.saveAs({ fileName: await name() });
      if (path !== null) await saveTo(path);
      return path;
    },
    pickFolder: async () => (await client.desktop.pickPaths({ kind: 'place' }))[0] ?? null,
    async saveCopy({ fileName, saveTo }) {
      const path = await client.desktop.saveAs({ fileName });
      if (path !== null) await saveTo(path);
      return path;
    },
    linkTo: (recordingId, at) => `trax://recording/${recordingId}?t=${at}`,
    mediaUrl: (recordingId) => `trax://media/${recordingId}`,
    peaksUrl: (recordingId) => `trax://peaks/${recordingId}`,
    notices: null,
    reveal: (path) => client.desktop.reveal({ path }),
    describeMenu: (words) => client.desktop.describeMenu(words),
    checkSpelling: (language) => client.desktop.checkSpelling({ language }),
    async followCommands(onCommand, signal) {
      for await (const command of await client.desktop.commands(undefined, { signal })) onCommand(command);
    },
  };
}

/** Asks the preload script for a port; it comes as a window message. */
function requestCarrier(page: Window, bridge: DesktopBridge): Promise<Carrier> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== page || event.data !== 'trax-port' || !port) return;
      page.removeEventListener('message', receive);
      const closed = new Promise<void>((settle) => port.addEventListener('close', () => settle()));
      const link = new RPCLink({ port });
      port.start();
      resolve({ link, closed });
    };
    page.addEventListener('message', receive);
    bridge.requestPort();
  });
}
