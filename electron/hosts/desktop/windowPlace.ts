import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';

const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  isMaximized: z.boolean(),
});
type WindowPlace = z.infer<typeof placeSchema>;

/** Pixels of a window that have to be on a screen for a person to get hold of it. */
const grip = 80;

/** Where the window was when it was closed; null where that is not known, or on no screen that is there now. */
export function readPlace(file: string, screens: readonly Rectangle[]): WindowPlace | null {
  const place = readStored(file);
  return place && screens.some((screen) => isWithinReach(place, screen)) ? place : null;
}

/** Remembers where a window is. What cannot be written is of no matter: the next window opens as the first did. */
export function writePlace(file: string, window: BrowserWindow): void {
  const place: WindowPlace = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
  try {
    writeFileSync(file, JSON.stringify(place));
  } catch {}
}

function readStored(file: string): WindowPlace | null {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Its upper edge is what a window is moved by. */
function isWithinReach({ x, y, width }: WindowPlace, screen: Rectangle): boolean {
  const shown = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return shown >= grip && y >= screen.y && y <= screen.y + screen.height - grip;
}
