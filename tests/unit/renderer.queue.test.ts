import { describe, expect, test } from 'vitest';
import { uploadedShare } from '../../renderer/features/ingest/uploads.ts';
import { batchState, inOrder, openCount, timeLeftWords } from '../../renderer/features/queue/batchView.ts';
import { commandsFor, paceWords, stateWords } from '../../renderer/features/queue/itemView.ts';
import { findNear, isMovable, placeBeside, placeOfDrop } from '../../renderer/features/queue/moving.ts';
import { createI18n } from '../../renderer/i18n.ts';
import { planOf, withItems } from '../../renderer/live.ts';
import type { Batch, Item } from '../../shared/contract/queue.ts';
import type { Failure } from '../../shared/errors.ts';

const batch = (given: Partial<Batch>): Batch => ({
  id: 'b',
  name: 'Interviews',
  status: 'running',
  isPaused: false,
  totalFiles: 10,
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
  ...given,
});

const item = (given: Partial<Item>): Item => ({
  id: 'i',
  batchId: 'b',
  recordingId: null,
  task: 'transcribe',
  status: 'running',
  state: 'running',
  stage: 'recognizing',
  progress: 0.425,
  secondsLeft: null,
  speed: null,
  failure: null,
  retryAt: null,
  computer: null,
  replaces: null,
  ...given,
});

describe('a batch', () => {
  test('says whether everything, something or nothing went well', () => {
    expect(batchState(batch({ status: 'completed', processedFiles: 10 }))).toBe('done');
    expect(batchState(batch({ status: 'completed', processedFiles: 8, failedFiles: 2 }))).toBe('someFailed');
    expect(batchState(batch({ status: 'failed', failedFiles: 10 }))).toBe('failed');
    const cancelled = { failedFiles: 2, cancelledFiles: 2 };
    expect(batchState(batch({ status: 'failed', ...cancelled }))).toBe('cancelled');
    expect(batchState(batch({ status: 'completed', processedFiles: 8, ...cancelled }))).toBe('done');
    const waiting = { status: 'failed', failedFiles: 2, needsModelFiles: 2 } as const;
    expect(batchState(batch(waiting))).toBe('needsModel');
    expect(batchState(batch({ ...waiting, failedFiles: 3 }))).toBe('needsModel');
    expect(batchState(batch({ isPaused: true }))).toBe('paused');
  });

  test('counts for the sidebar until it is over', () => {
    const open = batch({ processedFiles: 3, failedFiles: 1 });
    expect(openCount([open, batch({ status: 'completed', processedFiles: 1 })])).toBe(6);
  });

  test('that works comes before one that rests, and that before one that is over', () => {
    const over = batch({ id: 'over', status: 'completed', createdAt: '2026-03-01T00:00:00Z' });
    const paused = batch({ id: 'paused', isPaused: true, createdAt: '2026-02-01T00:00:00Z' });
    expect(inOrder([over, paused, batch({})]).map((each) => each.id)).toEqual(['b', 'paused', 'over']);
  });
});

describe('an item', () => {
  test('offers only what is possible', () => {
    expect(commandsFor(item({ state: 'running' }))).toEqual(['pause', 'cancel']);
    expect(commandsFor(item({ state: 'failed' }))).toEqual(['retry']);
    expect(commandsFor(item({ state: 'done' }))).toEqual([]);
    const unreadable: Failure = { code: 'ITEM_UNREADABLE', details: { columns: 'result_data' } };
    expect(commandsFor(item({ state: 'failed', failure: unreadable }))).toEqual([]);
  });

  test('says what it does, how far it is, how fast, and how long it takes', async () => {
    const { t } = await createI18n(['xx', 'en-GB']);
    const running = item({ secondsLeft: 95, speed: 11.62 });
    expect(stateWords(t, running, 'en')).toBe('Transcribing 42%');
    expect(paceWords(t, running, 'en')).toBe('2 min left · 12× real time');
    expect(stateWords(t, item({ stage: 'loading' }), 'en')).toBe('Loading the model');
    expect(paceWords(t, item({ state: 'paused', secondsLeft: 9 }), 'en')).toBe('');
  });
});

test('time left is a range where its ends read differently', async () => {
  const { t } = await createI18n(['en']);
  expect(timeLeftWords(t, { from: 130, to: 420 }, 'en')).toBe('2 min to 7 min left');
  expect(timeLeftWords(t, { from: 125, to: 126 }, 'en')).toBe('2 min left');
});

describe('moving an item', () => {
  const items = (['running', 'done', 'waiting', 'failed'] as const).map((state, index) =>
    item({ id: String(index), state }),
  );
  const at = (index: number) => items[index];

  test('by a step leads past what has ended, and nowhere at the end', () => {
    expect(placeBeside(at, 2, -1)).toEqual({ before: '0' });
    expect(placeBeside(at, 0, 1)).toEqual({ after: '2' });
    expect(placeBeside(at, 0, -1)).toBeNull();
    expect(placeBeside(at, 2, 1)).toBeNull();
    expect(items.filter(isMovable)).toHaveLength(2);
  });

  test('by a second step begins where the first has led', () => {
    expect(findNear(at, '2', 2)).toBe(2);
    expect(findNear(at, '2', 0)).toBe(2);
    expect(findNear(at, '0', 3)).toBe(0);
    expect(findNear(at, 'gone', 1)).toBeNull();
  });

  test('by dropping puts it before or after, by the half of the row', () => {
    expect(placeOfDrop('x', { top: 100, height: 40 }, 110)).toEqual({ before: 'x' });
    expect(placeOfDrop('x', { top: 100, height: 40 }, 130)).toEqual({ after: 'x' });
  });
});

describe('live events', () => {
  test('are summed up: the newest progress, and each thing once', () => {
    const plan = planOf([
      { type: 'item', item: item({ progress: 0.1 }) },
      { type: 'item', item: item({ progress: 0.2 }) },
      { type: 'segments', transcriptId: 't', recordingId: 'r' },
      { type: 'segments', transcriptId: 't', recordingId: 'r' },
    ]);
    expect(plan.items.get('i')?.progress).toBe(0.2);
    expect([...plan.transcriptIds]).toEqual(['t']);
    expect(plan.everything || plan.recordings).toBe(false);
  });

  test('change the rows that moved and leave the list alone when none did', () => {
    const rows = [{ item: item({}) }, { item: null }];
    const moved = withItems(rows, new Map([['i', item({ progress: 0.9 })]]));
    expect(moved[0]?.item?.progress).toBe(0.9);
    expect(moved[1]).toBe(rows[1]);
    expect(withItems(rows, new Map([['other', item({})]]))).toBe(rows);
  });
});

test('uploads are counted by bytes, not by files', () => {
  const row = { id: '', gesture: 1, name: '' };
  expect(uploadedShare([])).toBe(0);
  expect(
    uploadedShare([
      { ...row, size: 900, progress: 0 },
      { ...row, size: 100, progress: 1 },
    ]),
  ).toBeCloseTo(0.1);
});
