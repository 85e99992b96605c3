import { describe, expect, it } from 'vitest';
import { onDemand } from '../../renderer/shell/onDemand.ts';

describe('code that is fetched on demand', () => {
  it('is fetched once, whoever asks', async () => {
    let fetched = 0;
    const code = onDemand(async () => ++fetched);
    expect(await Promise.all([code(), code()])).toEqual([1, 1]);
    expect(code()).toBe(code());
  });

  it('is fetched again after it could not be had', async () => {
    const answers = [() => Promise.reject(new Error('away')), () => Promise.resolve('here')];
    const code = onDemand(async () => await answers.shift()?.());
    await expect(code()).rejects.toThrow('away');
    expect(await code()).toBe('here');
  });
});
