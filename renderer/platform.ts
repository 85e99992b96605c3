/** Whether shortcuts use Cmd. */
export function isMac(browser: Pick<Navigator, 'userAgent'>): boolean {
  return browser.userAgent.includes('Mac');
}
