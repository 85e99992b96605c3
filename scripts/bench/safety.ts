import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Figure, type Measurement, median, round } from './figure.ts';
import { fillLibrary } from './fillLibrary.ts';
import { createHome, type Home } from './home.ts';
import { createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';

/** Times of copying the files; the checks of what was restored apart. */
const mostCopies = 1.5;
/** Seconds from the start of the process until it listens. */
const mostOpening = 3;
const recordings = 10_000;
const segmentsEach = 100;
const rounds = 3;
/** Segments that are written after the last checkpoint, so that there is a journal to replay. */
const lastSegments = 50_000;

const run = promisify(execFile);
const seconds = (since: number) => (performance.now() - since) / 1000;

/** What safety costs on a large library: a backup, the way back, and the opening after everything was killed. */
export const measureSafety: Measurement = async (say) => {
  await using home = await createHome();
  await withDatabase(home, async (client) => {
    await fillLibrary(client, recordings);
    await addSegments(client, recordings * segmentsEach);
    await client.query('checkpoint');
  });
  const place = await placeOf(home);
  const size = Number((await run('du', ['-sb', join(place, 'database')])).stdout.split('\t')[0]);
  say(`${recordings * segmentsEach} segments, ${Math.round(size / 1e6)} MB`);
  return [...(await measureCopies(home, place, size, say)), await measureOpening(home, say)];
};

async function measureCopies(
  home: Home,
  place: string,
  size: number,
  say: (line: string) => void,
): Promise<Figure[]> {
  const times = {
    copy: [] as number[],
    backup: [] as number[],
    wholeBackup: [] as number[],
    restore: [] as number[],
    wholeRestore: [] as number[],
  };
  const target = join(home.path, 'elsewhere');
  for (let turn = 0; turn <= rounds; turn++) {
    const copy = await timeOfCopy(join(place, 'database'), `${target}-copy`);
    const { backup, wholeBackup } = await timeOfBackup(home, target);
    const { restore, wholeRestore } = await timeOfRestore(home, target);
    await rm(target, { recursive: true });
    await rm(join(place, 'replaced'), { recursive: true });
    say(
      `${turn === 0 ? 'warming up' : `round ${turn}`}: ${JSON.stringify({ copy, backup, wholeBackup, restore, wholeRestore })}`,
    );
    if (turn === 0) continue;
    times.copy.push(copy);
    times.backup.push(backup);
    times.wholeBackup.push(wholeBackup);
    times.restore.push(restore);
    times.wholeRestore.push(wholeRestore);
  }
  const figure = (name: string, values: readonly number[]): Figure => ({
    name: `${name} of ${Math.round(size / 1e6)} MB, in times of copying the files`,
    value: median(values) / median(times.copy),
    unit: 'times',
    limit: mostCopies,
    details: { bytes: size, seconds: times },
  });
  return [
    figure('base backup, without the checks,', times.backup),
    figure('restore, without the checks,', times.restore),
  ];
}

/** Seconds that copying the files takes until they are on the disk, as a backup's are. */
async function timeOfCopy(from: string, to: string): Promise<number> {
  const began = performance.now();
  await run('cp', ['-r', from, to]);
  await run('sync', ['-f', to]);
  const took = round(seconds(began));
  await rm(to, { recursive: true });
  return took;
}

/** Seconds of copying, on the disk; `wholeBackup` with the reading of the copy for its checksums. */
async function timeOfBackup(home: Home, target: string) {
  const args = ['backup', '--to', target, '--json'];
  const { copying = 0, verifying = 0, done = 0 } = await marksOf(home, args, nameOf);
  return { backup: round(verifying - copying), wholeBackup: round(done - copying) };
}

/** Seconds of copying and of putting in place; `wholeRestore` with the checks and the replay of the journal between. */
async function timeOfRestore(home: Home, target: string) {
  const args = ['restore', '--from', target, '--json'];
  const { copying = 0, verifying = 0, replacing = 0, done = 0 } = await marksOf(home, args, nameOf);
  return { restore: round(verifying - copying + done - replacing), wholeRestore: round(done - copying) };
}

interface Line {
  readonly type: string;
  readonly stage?: string;
}

const nameOf = ({ stage, type }: Line) => stage ?? type;

/** When each name came first in the lines that a command prints, in seconds from its start. */
async function marksOf(home: Home, args: readonly string[], nameOf: (line: Line) => string) {
  using group = createProcessGroup();
  const marks: Record<string, number> = {};
  const command = startTrax(args, home.path, {
    group,
    onLine(line, at) {
      marks[nameOf(JSON.parse(line))] ??= (at - command.startedAt) / 1000;
    },
  });
  await command.ended;
  return marks;
}

async function measureOpening(home: Home, say: (line: string) => void): Promise<Figure> {
  const times: number[] = [];
  for (let turn = 0; turn <= rounds; turn++) {
    await withDatabase(
      home,
      async (client) => {
        await client.query('checkpoint');
        await addSegments(client, lastSegments);
      },
      'killed',
    );
    const took = await timeOfOpening(home);
    say(`${turn === 0 ? 'warming up' : `round ${turn}`}: ${took} s`);
    if (turn > 0) times.push(took);
  }
  return {
    name: `from the start of the process to its address after kill -9, ${recordings * segmentsEach} segments`,
    value: median(times),
    unit: 'seconds',
    limit: mostOpening,
    details: { seconds: times, segmentsToReplay: lastSegments },
  };
}

async function timeOfOpening(home: Home): Promise<number> {
  using group = createProcessGroup();
  const listening = Promise.withResolvers<number>();
  const served = startTrax(['serve', '--no-open'], home.path, {
    group,
    onLine: (line, at) => line.startsWith('http:') && listening.resolve((at - served.startedAt) / 1000),
    expected: 130,
  });
  const took = await Promise.race([listening.promise, served.ended.then(() => Number.NaN)]);
  served.child.kill('SIGINT');
  await served.ended;
  return round(took);
}

async function placeOf({ path }: Home): Promise<string> {
  return (await readFile(join(path, 'database.place'), 'utf8').catch(() => path)).trim();
}

/** Segments of ten words, spread over the transcripts. What keeps search up to date is another bench's. */
async function addSegments(client: Client, count: number): Promise<void> {
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into transcript_segments (transcript_id, position, start_seconds, end_seconds, text, words, confidence,
       confidence_is_estimated, language)
     select t.id, base.position + n, n * 4, n * 4 + 4, repeat('what was said ', 4), w.words, 0.9, false, 'en'
     from (select id, row_number() over (order by id) as place from transcription_results) t,
       (select coalesce(max(position), 0) as position from transcript_segments) base,
       (select jsonb_agg(jsonb_build_object('text', 'said' || i, 'start', i * 0.4, 'end', i * 0.4 + 0.3, 'confidence', 0.9)) as words
        from generate_series(0, 9) i) w,
       generate_series(1, greatest(1, $1::int / ${recordings})) n`,
    [count],
  );
  await client.query('set session_replication_role = origin');
}

/** Lends a connection to the library's own database, which is closed after, or killed with all that belongs to it. */
async function withDatabase(
  home: Home,
  task: (client: Client) => Promise<void>,
  end: 'closed' | 'killed' = 'closed',
): Promise<void> {
  using group = createProcessGroup();
  const address = Promise.withResolvers<string>();
  const command = startTrax(['database'], home.path, {
    group,
    onLine: (line) => line.startsWith('postgresql:') && address.resolve(line.trim()),
    expected: 130,
  });
  const client = new Client({ connectionString: await Promise.race([address.promise, command.ended]) });
  client.on('error', () => undefined);
  await client.connect();
  await task(client);
  if (end === 'killed') {
    for (const { pid } of group.readings()) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await command.ended.catch(() => undefined);
    return;
  }
  await client.end();
  command.child.kill('SIGINT');
  await command.ended;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // It has ended, as most of what was ever seen has.
    return false;
  }
}
