import type { Hold } from '../../../shared/contract/computers.ts';
import type { Settings } from '../../../shared/contract/settings.ts';

type Wishes = Pick<Settings, 'pauseOnBattery' | 'onlyBetween' | 'workFrom' | 'workTo' | 'beginsNothing'>;

/** Minutes since midnight. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whether it is between two times of the day, the first included; over midnight where the second is earlier. */
export function isBetween(now: Date, from: string, to: string): boolean {
  const [minute, begin, end] = [now.getHours() * 60 + now.getMinutes(), minutesOf(from), minutesOf(to)];
  if (begin === end) return true;
  return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

/** Why nothing may be begun, or null; what stops running work comes before what lets it be finished. */
export function holdOf(
  wishes: Wishes,
  found: { isOnBattery: boolean; now: Date; version: { own: string; library: string } },
): Hold | null {
  const { own, library } = found.version;
  if (own !== library) return { reason: 'version', own, library };
  const { workFrom: from, workTo: to } = wishes;
  if (wishes.onlyBetween && !isBetween(found.now, from, to)) return { reason: 'hours', from, to };
  if (wishes.pauseOnBattery && found.isOnBattery) return { reason: 'battery' };
  return wishes.beginsNothing ? { reason: 'stopped' } : null;
}
