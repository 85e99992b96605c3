import type { Notices } from '../host.ts';

/** The browser's own notifications; a click brings the page to the front. Null in a browser without them. */
export function createWebNotices(page: Window): Notices | null {
  if (!('Notification' in page)) return null;
  return {
    get mayAsk() {
      return Notification.permission === 'default';
    },
    async ask() {
      return (await Notification.requestPermission()) === 'granted';
    },
    show({ tag, title, body }) {
      if (Notification.permission !== 'granted') return;
      const notice = new Notification(title, { tag, body });
      notice.addEventListener('click', () => {
        page.focus();
        notice.close();
      });
    },
  };
}
