import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, median, round } from './figure.ts';
import { createHome, type Home } from './home.ts';
import { createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';
import { repeatSound, sampleModel } from './sound.ts';

/** Seconds from the start of the process to the first segment in the database. */
const most = 3;
const rounds = 5;

/** How soon a person who starts an hour's recording has its first words, safe in the database. */
export const measureFirstSegment: Measurement = async (say) => {
  const folder = await mkdtemp(join(tmpdir(), 'trax-bench-'));
  try {
    await using home = await createHome();
    const runs: Record<string, number>[] = [];
    for (let round = 1; round <= rounds; round++) {
      // A new name is a new recording: nothing is gone on with.
      const hour = join(folder, `hour ${round}.m4a`);
      await repeatSound(6, hour);
      const marks = await marksOf(home, hour);
      say(`round ${round}: ${JSON.stringify(marks)}`);
      runs.push(marks);
    }
    return [
      {
        name: 'from the start of the process to the first stored segment, 1 hour, tiny model',
        value: median(runs.map(({ stored }) => stored ?? Number.NaN)),
        unit: 'seconds',
        limit: most,
        details: { rounds: runs },
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};

/**
 * When what happened, in seconds from the start of the process, as `--json` tells it. Progress is stored in the
 * transaction of its window and told after that: the first progress means that the first segments are there.
 */
async function marksOf(home: Home, path: string): Promise<Record<string, number>> {
  using group = createProcessGroup();
  const marks: Record<string, number> = {};
  const stored = Promise.withResolvers<void>();
  const run = startTrax(
    ['transcribe', path, '--model', sampleModel, '--json', '--out', join(path, '..')],
    home.path,
    {
      group,
      expected: 130,
      onLine(line, at) {
        const { type, stage, progress } = JSON.parse(line) as Record<string, unknown>;
        const mark =
          type !== 'progress' ? String(type) : Number(progress) > 0 ? 'stored' : String(stage ?? 'queued');
        marks[mark] ??= round((at - run.startedAt) / 1000);
        if (mark === 'stored') stored.resolve();
      },
    },
  );
  await Promise.race([stored.promise, run.ended]);
  run.child.kill('SIGINT');
  await run.ended;
  return marks;
}
