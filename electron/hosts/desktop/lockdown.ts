import { app, type Session, type WebContents } from 'electron';
import type { Log } from '../../core/host.ts';
import { isOwnPage } from './ownPage.ts';

/** The one thing of those that need permission that the page does: it copies text when somebody asks for it. */
const allowedPermission = 'clipboard-sanitized-write';

/** Whatever becomes a page in this application can neither leave our own, nor open a window, nor embed another. */
export function lockPages(log: Log): void {
  app.on('web-contents-created', (_, contents) => {
    const stay = (details: { url: string; preventDefault(): void }) => {
      if (isOwnPage(details.url)) return;
      details.preventDefault();
      log.warn('A page wanted to go elsewhere', { url: details.url });
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('A page wanted to open a window', { url });
      return { action: 'deny' };
    });
  });
}

/** Denies camera, microphone, place, devices and the rest to every page. */
export function denyPermissions(session: Session): void {
  const isAllowed = (contents: WebContents | null, permission: string) =>
    permission === allowedPermission && contents !== null && isOwnPage(contents.getURL());
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(isAllowed(contents, permission)),
  );
  session.setPermissionCheckHandler(isAllowed);
  session.setDevicePermissionHandler(() => false);
}
