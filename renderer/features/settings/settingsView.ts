import { settingsSchema } from '../../../shared/contract/settings.ts';
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

/** The port that somebody typed; 0, which is any, for nothing; null for what is none. */
export function portOf(text: string): number | null {
  const port = /^\d{0,5}$/.test(text) ? Number(text) : null;
  return settingsSchema.shape.sharePort.safeParse(port).data ?? null;
}
