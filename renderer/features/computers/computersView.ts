import type { TFunction } from 'i18next';
import type { CoreView, EndpointUse, Hold } from '../../../shared/contract/computers.ts';
import { moment, span } from '../../format.ts';
import type { Client } from '../../host.ts';

export type ComputersView = Awaited<ReturnType<Client['computers']['view']>>;

/** What keeps the queue waiting: this computer's own hold, and endpoints that asked to be left alone. */
export interface Waiting {
  readonly hold: Hold | null;
  /** Whether something is still being finished. */
  readonly isFinishing: boolean;
  readonly blocked: readonly EndpointUse[];
}

export function waitingOf({ cores, endpoints }: ComputersView): Waiting {
  const own = cores.filter((core) => core.isThisComputer);
  const hold = own.length > 0 && own.every((core) => core.hold) ? (own[0]?.hold ?? null) : null;
  return {
    hold,
    isFinishing: own.some((core) => core.running > 0),
    blocked: endpoints.filter((endpoint) => endpoint.blockedUntil !== null),
  };
}

/** Whether nothing is worked on and nothing will be begun, anywhere. */
export function isHeld({ cores }: ComputersView): boolean {
  return cores.length > 0 && cores.every(({ hold, running }) => hold !== null && running === 0);
}

/** Why nothing is begun on this computer, as a sentence. */
export function holdWords(t: TFunction, hold: Hold, isFinishing: boolean): string {
  switch (hold.reason) {
    case 'battery':
      return t('hold.battery');
    case 'hours':
      return t('hold.hours', { from: hold.from, to: hold.to });
    case 'stopped':
      return isFinishing ? t('hold.stopping') : t('hold.stopped');
    case 'version':
      return t('hold.version', { own: hold.own, library: hold.library });
  }
}

export function blockedWords(
  t: TFunction,
  { url, blockedUntil, blockedBy }: EndpointUse,
  language: string,
): string {
  const time = moment(blockedUntil ?? '', language, new Date());
  return t(blockedBy === 'quota' ? 'hold.quota' : 'hold.busy', { url, time });
}

/** What a computer does, in a few words. */
export function coreWords(t: TFunction, { hold, running, places }: CoreView): string {
  if (running > 0) return t('computers.worksOn', { running, places: Math.max(places, running) });
  switch (hold?.reason) {
    case undefined:
      return t('computers.waits');
    case 'battery':
      return t('computers.onBattery');
    case 'hours':
      return t('computers.outsideHours', { from: hold?.from, to: hold?.to });
    case 'stopped':
      return t('computers.beginsNothing');
    case 'version':
      return t('computers.otherVersion', { version: hold?.own, library: hold?.library });
  }
}

/** Where this computer's recordings can be fetched, or why they cannot. */
export function shareOf({ cores }: ComputersView): Pick<CoreView, 'shareFailure'> & { at: number | null } {
  const own = cores.filter((core) => core.isThisComputer);
  const at = own.find((core) => core.sharePort !== null)?.sharePort ?? null;
  // Several programs of one computer cannot have the same port, and need not.
  return {
    at,
    shareFailure: at === null ? (own.find((core) => core.shareFailure)?.shareFailure ?? null) : null,
  };
}

/** Whether it is worth saying which computer does what. */
export function hasSeveral({ cores, away }: ComputersView): boolean {
  return new Set(cores.map((core) => core.computerId)).size + away.length > 1;
}

/** What was sent to an endpoint and what it cost about; null for nothing. */
export function spendWords(
  t: TFunction,
  seconds: number,
  {
    endpointPricePerMinute: price,
    endpointCurrency: currency,
  }: { endpointPricePerMinute: number; endpointCurrency: string },
  language: string,
): string | null {
  if (seconds <= 0) return null;
  const time = span(seconds, language);
  if (price === 0) return t('spend.sent', { time });
  return t('spend.sentFor', { time, price: money((seconds / 60) * price, currency, language) });
}

function money(amount: number, currency: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
}
