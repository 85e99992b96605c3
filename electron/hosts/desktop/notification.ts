import { Notification } from 'electron';
import type { MainWindow } from './window.ts';

/** Shows a notification of the system where there are such; a click brings the window to the front. */
export function notify(text: { title: string; body: string }, window: MainWindow): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification(text);
  notification.on('click', () => window.show());
  notification.show();
}
