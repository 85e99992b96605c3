import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Linux tells of batteries and mains (Documentation/ABI/testing/sysfs-class-power). */
const supplies = '/sys/class/power_supply';

/**
 * Whether the computer runs on its battery: one discharges, and no mains are connected. False where the system says nothing,
 * as on a computer without a battery. A mouse's or a headset's battery (scope `Device`) does not count.
 */
export async function isOnBattery(folder = supplies): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const read = async (file: string) =>
        (await readFile(join(folder, name, file), 'utf8').catch(() => '')).trim();
      const [type, online, status, scope] = await Promise.all(
        ['type', 'online', 'status', 'scope'].map(read),
      );
      return {
        isMains: type !== 'Battery' && online === '1',
        isDraining: type === 'Battery' && scope !== 'Device' && status === 'Discharging',
      };
    }),
  );
  return found.some(({ isDraining }) => isDraining) && !found.some(({ isMains }) => isMains);
}
