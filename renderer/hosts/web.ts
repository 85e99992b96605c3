import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { Client, Host } from '../host.ts';
import { hashOf } from '../place.ts';
import { download, downloadFrom, pickFiles } from './browserFiles.ts';
import { filesInDrop } from './folders.ts';
import { type Carrier, keepConnected } from './keepConnected.ts';
import { uploadAll } from './upload.ts';
import { createWebNotices } from './webNotices.ts';

/** The page in a browser: a web socket to the core that served it, and uploads where the desktop has paths. */
export function createWebHost(page: Window): Host {
  const connection = keepConnected(
    () => openSocket(page),
    (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  );
  const client: Client = createORPCClient(connection.link);

  return {
    kind: 'web',
    client,
    connection: connection.state,
    uploads: true,
    filesOf: filesInDrop,
    pathsOf: uploadAll,
    pick: async (kind) => ({ files: await pickFiles(page.document, kind) }),
    async saveDocument({ render }) {
      const { fileName, mediaType, content, isBase64 } = await render();
      const part = isBase64 ? Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0)) : content;
      download(page.document, new File([part], fileName, { type: mediaType }));
      return fileName;
    },
    pickFolder: null,
    async saveCopy({ ids, media, fileName }) {
      const wish = new URLSearchParams([...ids.map((id) => ['id', id]), ['media', media ? '1' : '0']]);
      downloadFrom(page.document, `/copy?${wish}`, fileName);
      return fileName;
    },
    linkTo: (id, at) => new URL(hashOf({ name: 'recording', id, at }), page.location.href).href,
    mediaUrl: (recordingId) => `/media/${recordingId}`,
    peaksUrl: (recordingId) => `/peaks/${recordingId}`,
    reveal: null,
    notices: createWebNotices(page),
    describeMenu: null,
    checkSpelling: null,
    followCommands: (_, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
  };
}

function openSocket(page: Window): Promise<Carrier> {
  const address = new URL('/rpc', page.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const websocket = new WebSocket(address);
  websocket.binaryType = 'arraybuffer';
  const closed = new Promise<void>((resolve) => websocket.addEventListener('close', () => resolve()));
  const link = new RPCLink({ websocket });
  return new Promise((resolve, reject) => {
    websocket.addEventListener('open', () => resolve({ link, closed }));
    closed.then(() => reject(new Error('The web socket was closed before it opened.')));
  });
}
