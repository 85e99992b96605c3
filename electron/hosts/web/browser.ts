import { spawn } from 'node:child_process';
import type { Log } from '../../core/host.ts';

/** The command that opens a page in the person's browser. */
export function browserCommand(url: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  // Not `start`: a shell would read the URL's `&` as its own.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

/** Opens a page in the person's browser where there is one. The link is in the terminal anyway, so this never fails. */
export function openBrowser(url: string, log: Log): void {
  const [command, ...argumentsOf] = browserCommand(url, process.platform);
  const child = spawn(command, argumentsOf, { stdio: 'ignore', detached: true });
  child.on('error', (error) => log.warn('No browser could be opened', { reason: error.message }));
  child.unref();
}
