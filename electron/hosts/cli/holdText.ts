import type { Hold } from '../../../shared/contract/computers.ts';

/** Why nothing is begun, as a sentence for people. */
export function holdText(hold: Hold): string {
  switch (hold.reason) {
    case 'battery':
      return 'Paused while on battery.';
    case 'hours':
      return `Works between ${hold.from} and ${hold.to}.`;
    case 'stopped':
      return 'Nothing new is begun.';
    case 'version':
      return `Takes nothing: it runs Trax ${hold.own}, the library is looked after by ${hold.library}.`;
  }
}
