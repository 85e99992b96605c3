import type { WebFrameMain } from 'electron';

export const scheme = 'trax';
export const pageOrigin = `${scheme}://app`;
export const pageUrl = `${pageOrigin}/`;

/** Whether a URL is our own page. Node gives custom schemes the origin `null`, so the parts are compared. */
export function isOwnPage(url: string): boolean {
  const { protocol, host } = URL.parse(url) ?? {};
  return protocol === `${scheme}:` && host === 'app';
}

/** The frame of a message, if it is the whole window of our own page: the one place where senders are checked. */
export function trustedFrame(frame: WebFrameMain | null): WebFrameMain | null {
  return frame && !frame.detached && frame.parent === null && isOwnPage(frame.url) ? frame : null;
}
