import { findRecordings } from '../../electron/core/library/findRecordings.ts';
import { decode } from '../../electron/workers/pipeline/decode.ts';
import { preprocess } from '../../electron/workers/pipeline/preprocess.ts';
import { toFailure } from '../../shared/errors.ts';
import { ffmpegPath } from './media.ts';

/**
 * What taking in, probing and decoding make of the paths given as arguments, as a line of JSON. Tests start it as a
 * process of its own, since only another user than root is refused anything.
 */
const paths = process.argv.slice(2);
const { signal } = new AbortController();
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => toFailure(error).code,
  );

async function decodeAll(path: string) {
  for await (const _block of decode({ path, ffmpegPath, track: 0, duration: null }, signal));
}

const { files, refused } = await findRecordings(paths);
const opened = paths.map(async (path) => [
  path,
  await outcome(preprocess({ path, ffmpegPath }, signal)),
  await outcome(decodeAll(path)),
]);
process.stdout.write(
  JSON.stringify({
    taken: files.map(({ path }) => path),
    refused: refused.map(({ path, failure }) => [path, failure.code]),
    opened: await Promise.all(opened),
  }),
);
