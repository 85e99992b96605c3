import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import { coverageFaults } from '../../shared/quality/coverage.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { startCore } from '../support/core.ts';
import { sample, sharedFixtures } from '../support/fixtures.ts';

describe.skipIf(!sharedFixtures)('the odd files of ../shared/fixtures', () => {
  const oddFolder = join(sharedFixtures ?? '', 'audio', 'odd-derived');
  const failing: Record<string, ErrorCode> = {
    'text-named-mp3.mp3': 'MEDIA_UNREADABLE',
    'truncated-10-bytes.wav': 'MEDIA_UNREADABLE',
    'truncated-no-moov.mp4': 'MEDIA_UNREADABLE',
    'wav-data-size-ffffffff.wav': 'MEDIA_UNREADABLE',
    'zero-length.mp3': 'FILE_EMPTY',
  };
  const soundless = ['noise-20s.wav', 'silence-60s.wav', 'one-sample.wav', '50ms.wav'];

  it('are each done, or named with their own reason, in one batch with a good one at its end', async () => {
    await using stack = new AsyncDisposableStack();
    const core = await startCore(stack);
    const names = (await readdir(oddFolder)).filter((name) => name !== 'SOURCES.md');
    expect(names.length).toBeGreaterThanOrEqual(20);
    const { ids, refused, batchId } = await core.add([
      ...names.map((name) => join(oddFolder, name)),
      sample('s04.wav'),
    ]);
    const outcomes: Record<string, string> = Object.fromEntries(
      refused.map(({ path, failure }) => [basename(path), failure.code]),
    );
    for (const id of ids) {
      const { failure, state } = await core.ended(id);
      const { path, duration } = await core.client.library.get({ id });
      outcomes[basename(path)] = failure?.code ?? state;
      if (state !== 'done') continue;
      const { segments, coverage, warnings } = await core.transcriptOf(id);
      expect(coverageFaults(coverage, 0, duration ?? 0), path).toEqual([]);
      expect(transcriptFaults(segments, duration ?? 0), path).toEqual([]);
      if (soundless.includes(basename(path))) expect(segments, path).toEqual([]);
      if (basename(path) === 'truncated.mp3')
        expect(warnings.map(({ kind }) => kind)).toContain('truncated-recording');
    }
    expect(outcomes).toEqual({
      ...Object.fromEntries(names.map((name) => [name, failing[name] ?? 'done'])),
      's04.wav': 'done',
    });
    const batch = (await core.client.queue.batches({})).find(({ id }) => id === batchId);
    expect(batch).toMatchObject({ status: 'completed', failedFiles: 4 });
  });
});
