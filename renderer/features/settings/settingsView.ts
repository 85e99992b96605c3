import type { Client } from '../../host.ts';

export type SettingsView = Awaited<ReturnType<Client['settings']['get']>>;

/** Whether an address can be stored: empty, or http and https with a host. */
export function isEndpointUrl(text: string): boolean {
  if (text === '') return true;
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    // Not an address yet: it is still being typed.
    return false;
  }
}
