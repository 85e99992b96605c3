import { ORPCError } from '@orpc/client';
import { describe, expect, test } from 'vitest';
import {
  failureOf,
  isConnectionLoss,
  sayBesideTitle,
  sayBriefly,
  sayNext,
  sayWhat,
} from '../../renderer/failure.ts';
import { delayBefore, keepConnected } from '../../renderer/hosts/keepConnected.ts';
import { failureIn, pathIn } from '../../renderer/hosts/uploadAnswer.ts';
import { createI18n } from '../../renderer/i18n.ts';
import { TraxError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences.ts';

/** Carriers that a test opens and breaks by hand. */
function carriers() {
  const opened: { answer: (value: string) => void; breakOff: () => void }[] = [];
  const open = async () => {
    const broken = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<unknown>();
    opened.push({ answer: answered.resolve, breakOff: broken.resolve });
    return { link: { call: () => answered.promise }, closed: broken.promise };
  };
  return { open, opened };
}

describe('the connection', () => {
  test('carries calls made before it is open', async () => {
    const { open, opened } = carriers();
    const { link, state } = keepConnected(open, async () => {});
    expect(state.getState()).toBe('connecting');
    const call = link.call(['a'], null, { context: {} });
    await expect.poll(() => state.getState()).toBe('open');
    opened[0]?.answer('yes');
    expect(await call).toBe('yes');
  });

  test('ends what is under way when it breaks, says so, and is made again', async () => {
    const { open, opened } = carriers();
    const { link, state } = keepConnected(open, async () => {});
    await expect.poll(() => state.getState()).toBe('open');
    const seen: string[] = [];
    state.subscribe((now) => seen.push(now));
    const call = link.call(['a'], null, { context: {} });
    const ended = expect(call).rejects.toMatchObject({ code: 'DISCONNECTED' });
    await expect.poll(() => opened.length).toBe(1);
    opened[0]?.breakOff();
    await ended;
    await expect.poll(() => state.getState()).toBe('open');
    expect(seen).toEqual(['lost', 'open']);
    opened[1]?.answer('again');
    expect(await link.call(['a'], null, { context: {} })).toBe('again');
  });

  test('is tried again and again, with longer and longer pauses', async () => {
    const pauses: number[] = [];
    let attempts = 0;
    const { open } = carriers();
    const { state } = keepConnected(
      () => (++attempts < 4 ? Promise.reject(new Error('refused')) : open()),
      async (milliseconds) => void pauses.push(milliseconds),
    );
    await expect.poll(() => state.getState()).toBe('open');
    expect(pauses).toEqual([250, 500, 1000]);
    expect(delayBefore(20)).toBe(4000);
  });

  test('lets a waiting call go when nobody wants its answer any more', async () => {
    const { link } = keepConnected(
      () => Promise.withResolvers<never>().promise,
      async () => {},
    );
    const stop = new AbortController();
    const call = link.call(['a'], null, { context: {}, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });
});

describe('failures', () => {
  test('of the core are told as they were sent', async () => {
    const { t } = await createI18n([]);
    const data = { code: 'NO_AUDIO_STREAM', details: { path: '/home/ana/holiday.mp4' } };
    const failure = failureOf(new ORPCError('FAILURE', { data }));
    expect(sayWhat(t, failure)).toBe('The file /home/ana/holiday.mp4 has no sound.');
    expect(sayBriefly(t, failure)).toBe('The file holiday.mp4 has no sound.');
    expect(sayBesideTitle(t, failure)).toBe('The file has no sound.');
    expect(sayNext(t, failure)).toBe('Choose a recording with an audio track.');
  });

  test('that nobody expected keep their trace for the developers', () => {
    expect(failureOf(new ORPCError('INTERNAL_SERVER_ERROR'))).toMatchObject({ code: 'UNEXPECTED' });
    expect(failureOf(new TypeError('boom')).trace).toContain('boom');
    expect(isConnectionLoss(new TraxError('DISCONNECTED'))).toBe(true);
  });

  test('of an upload are the server’s own words, else its status', () => {
    const full = JSON.stringify({ code: 'DISK_FULL', details: { path: '/data' } });
    expect(failureIn(full, 'a.wav', 507).code).toBe('DISK_FULL');
    expect(failureIn('<html>', 'a.wav', 502)).toEqual({
      code: 'UPLOAD_FAILED',
      details: { name: 'a.wav', reason: say('reason.status', { status: 502 }) },
    });
    expect(pathIn('{"path":"/uploads/a.wav"}')).toBe('/uploads/a.wav');
    expect(() => pathIn('{}')).toThrow();
  });
});
