import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { followProgress, noticeOf, overallProgress } from '../../electron/hosts/desktop/progress.ts';
import { createSpeech } from '../../electron/hosts/desktop/speech.ts';
import type { MainWindow } from '../../electron/hosts/desktop/window.ts';
import type { Batch } from '../../shared/contract/queue.ts';
import { english } from '../../shared/desktopWords.ts';
import { endedSince } from '../../shared/endedBatches.ts';
import { desktop as german } from '../../shared/locales/de/desktop.ts';
import { silentLog, standInCore } from './coreStandIn.ts';
import { BrowserWindow, recorded, resetElectron } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

beforeEach(resetElectron);

const batch = (more: Partial<Batch>): Batch => ({
  id: randomUUID(),
  name: 'Interviews',
  status: 'running',
  isPaused: false,
  totalFiles: 4,
  processedFiles: 0,
  failedFiles: 0,
  cancelledFiles: 0,
  needsModelFiles: 0,
  progress: 0,
  secondsLeft: null,
  timeLeft: null,
  createdAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  sentSeconds: 0,
  isSettled: false,
  ...more,
});

describe('the progress of all work', () => {
  test('counts every recording alike, and only what is under way', () => {
    expect(
      overallProgress([
        batch({ totalFiles: 1, progress: 1 }),
        batch({ totalFiles: 3, progress: 0.5 }),
        batch({ status: 'completed', progress: 1 }),
        batch({ isPaused: true, progress: 0 }),
      ]),
    ).toBe(0.625);
  });

  test('is nothing when nothing is under way', () => {
    expect(overallProgress([])).toBeNull();
    expect(overallProgress([batch({ status: 'failed' })])).toBeNull();
  });

  test('is never outside 0 to 1', () => {
    const batches = fc.array(
      fc.record({ totalFiles: fc.nat(1000), progress: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    fc.assert(
      fc.property(batches, (given) => {
        const progress = overallProgress(given.map(batch)) ?? 0;
        expect(progress).toBeGreaterThanOrEqual(0);
        expect(progress).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('a batch', () => {
  test('has ended when it was under way before', () => {
    const [one, two] = [batch({}), batch({ status: 'completed' })];
    const now = [{ ...one, status: 'completed' as const }, two];
    expect(endedSince([one, two], now)).toEqual([now[0]]);
    expect(endedSince([], now)).toEqual([]);
    expect(endedSince(now, now)).toEqual([]);
  });

  test('is told of with what failed', () => {
    expect(noticeOf(batch({ processedFiles: 1 }), english)).toEqual({
      title: 'Interviews: done',
      body: '1 recording transcribed.',
    });
    expect(noticeOf(batch({ processedFiles: 3, failedFiles: 1, cancelledFiles: 1 }), english)).toEqual({
      title: 'Interviews: done',
      body: '3 recordings transcribed, 1 cancelled.',
    });
    expect(noticeOf(batch({ processedFiles: 1, failedFiles: 2, needsModelFiles: 2 }), english)).toEqual({
      title: 'Interviews: waits for a model',
      body: '1 recording transcribed, 2 waiting for a model.',
    });
    expect(noticeOf(batch({ processedFiles: 38, failedFiles: 2 }), english)).toEqual({
      title: 'Interviews: done, with failures',
      body: '38 recordings transcribed, 2 failed.',
    });
    expect(noticeOf(batch({ processedFiles: 1, failedFiles: 5, cancelledFiles: 3 }), german)).toEqual({
      title: 'Interviews: fertig, mit Fehlern',
      body: '1 Aufnahme transkribiert, 2 fehlgeschlagen, 3 abgebrochen.',
    });
  });
});

describe('while work goes on', () => {
  async function following(isInFront: boolean) {
    const folders = { home: '/', data: '/', resources: '/', readOnlyModels: [] };
    const { core, state, tell } = standInCore({ folders, log: silentLog });
    const window = Object.assign(new BrowserWindow({}), { isInFront });
    const running = batch({ progress: 0.25 });
    state.batches = [running];
    const stopping = new AbortController();
    const shown = { current: () => window, show: () => undefined } as unknown as MainWindow;
    const done = followProgress(core, shown, createSpeech('en-GB'), stopping.signal);
    await vi.waitFor(() => expect(window.progress).toEqual([0.25]));
    const finish = async () => {
      state.batches = [{ ...running, status: 'completed', progress: 1, processedFiles: 4 }];
      // Many events in a row are one look.
      for (let count = 0; count < 100; count++) tell({ type: 'batch', id: running.id });
      await vi.waitFor(() => expect(window.progress).toEqual([0.25, -1]), { timeout: 5000 });
    };
    const stop = async () => {
      stopping.abort();
      await done;
    };
    return { finish, stop, state };
  }

  test('the icon shows how far it is, and the end is told to who looks elsewhere', async () => {
    const { finish, stop, state } = await following(false);
    await finish();
    expect(recorded.notifications.map(({ options }) => options.title)).toEqual(['Interviews: done']);
    await stop();
    expect(state.looks).toBe(2);
  });

  test('who looks at the window is not told what it shows', async () => {
    const { finish, stop } = await following(true);
    await finish();
    expect(recorded.notifications).toEqual([]);
    await stop();
  });
});
