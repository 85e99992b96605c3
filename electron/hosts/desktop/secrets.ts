import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { Log, SecretStore } from '../../core/host.ts';
import { createSecretFile, type Seal } from '../secretFile.ts';

const systemSeal: Seal = {
  close: (value) => safeStorage.encryptString(value).toString('base64'),
  open: (sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
};

/**
 * Keys in a file that the system's key store seals. Where there is no such store (a Linux without one seals with a
 * password that everybody knows) it is the private file that the other hosts use, and says so.
 */
export function createDesktopSecrets(folder: string, log: Log): SecretStore {
  const hasStore =
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
  return hasStore
    ? createSecretFile(join(folder, 'secrets.sealed.json'), log, { kind: 'system', seal: systemSeal })
    : createSecretFile(join(folder, 'secrets.json'), log);
}
