import { describe, expect, test } from 'vitest';
import {
  type ComputersView,
  coreWords,
  hasSeveral,
  spendWords,
  waitingOf,
} from '../../renderer/features/computers/computersView.ts';
import { createI18n } from '../../renderer/i18n.ts';
import type { CoreView, EndpointUse } from '../../shared/contract/computers.ts';

const core = (given: Partial<CoreView> = {}): CoreView => ({
  computerId: 'a',
  name: 'Desk',
  isThisComputer: true,
  isHome: true,
  version: '1',
  places: 2,
  running: 0,
  hold: null,
  sharePort: null,
  shareFailure: null,
  ...given,
});

const view = (given: Partial<ComputersView>): ComputersView => ({
  cores: [core()],
  away: [],
  limits: [],
  endpoints: [],
  ...given,
});

const endpoint = (blockedUntil: string | null): EndpointUse => ({
  url: 'http://farm/v1',
  sentSeconds: 90,
  blockedUntil,
  blockedBy: blockedUntil === null ? null : 'busy',
});

const battery = { reason: 'battery' } as const;

describe('what keeps the queue waiting', () => {
  test('is the hold of this computer, unless something else on it works', () => {
    expect(waitingOf(view({ cores: [core({ hold: battery })] })).hold).toEqual(battery);
    expect(waitingOf(view({ cores: [core({ hold: battery }), core()] })).hold).toBeNull();
    const elsewhere = core({ computerId: 'b', isThisComputer: false, hold: battery });
    expect(waitingOf(view({ cores: [core(), elsewhere] })).hold).toBeNull();
  });

  test('is an endpoint that has asked to wait', () => {
    const endpoints = [endpoint(null), endpoint('2026-01-01T00:00:00Z')];
    expect(waitingOf(view({ endpoints })).blocked).toEqual([endpoints[1]]);
  });
});

test('computers are named where there are several', () => {
  expect(hasSeveral(view({ cores: [core(), core()] }))).toBe(false);
  expect(hasSeveral(view({ away: [{ id: 'b', name: 'Laptop', seenAt: '2026-01-01T00:00:00Z' }] }))).toBe(
    true,
  );
});

test('a computer says what it does', async () => {
  const { t } = await createI18n(['en']);
  expect(coreWords(t, core({ running: 1 }))).toBe('Works on 1 of 2 at the same time');
  expect(coreWords(t, core())).toBe('Waits for work');
  expect(coreWords(t, core({ hold: { reason: 'hours', from: '22:00', to: '06:00' } }))).toBe(
    'Works from 22:00 to 06:00',
  );
});

test('what was sent is told with its price where that is known', async () => {
  const { t } = await createI18n(['en']);
  const prices = { endpointPricePerMinute: 0.006, endpointCurrency: 'USD' };
  expect(spendWords(t, 0, prices, 'en')).toBeNull();
  expect(spendWords(t, 6000, prices, 'en')).toBe('1 hr 40 min sent, about $0.60');
  expect(spendWords(t, 600, { ...prices, endpointPricePerMinute: 0 }, 'en')).toBe('10 min sent');
});
