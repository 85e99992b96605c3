import { findElectron } from '../../electron/core/tools/electron.mjs';
import { findOnPath } from '../../electron/core/tools/places.mjs';

/**
 * What Electron's tests need besides Electron: on Linux without a display, a virtual one.
 * @returns {{ wrapper: readonly string[], missing: string | null }}
 */
export function electronCommand() {
  if (!findElectron()) return { wrapper: [], missing: "Electron's runtime is not here" };
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (hasDisplay) return { wrapper: [], missing: null };
  const virtual = findOnPath('xvfb-run');
  return virtual
    ? { wrapper: [virtual, '-a'], missing: null }
    : { wrapper: [], missing: 'there is no display and no xvfb-run' };
}
