import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type Measurement, round } from '../figure.ts';
import { createHome } from '../home.ts';
import { createProcessGroup } from '../processGroup.ts';
import { startTrax } from '../run.ts';

/** Milliseconds until what follows a start is over. */
const settling = 20_000;
/** Milliseconds that are watched. */
const watched = 60_000;
/** Threads that wake within this time of each other answer one cause. Milliseconds. */
const moment = 100;

/** What an open application costs while there is nothing to do: processor time of all its processes, and how often it wakes. */
export const measureIdle: Measurement = async (say) => {
  await using home = await createHome();
  using group = createProcessGroup();
  const address = Promise.withResolvers<string>();
  const run = startTrax(['serve', '--no-open'], home.path, {
    group,
    onLine: (line) => line.startsWith('http:') && address.resolve(line),
    expected: 130,
  });
  try {
    await Promise.race([address.promise, run.ended]);
    await setTimeout(settling);
    const core = group.readings().findLast(({ role }) => role === 'core');
    if (!core) throw new Error('The application is not running');
    const begun = performance.now();
    const before = group.cpuSeconds();
    let last = wakeUps(core.pid);
    const first = last;
    let moments = 0;
    while (performance.now() - begun < watched) {
      await setTimeout(moment);
      const now = wakeUps(core.pid);
      if (now > last) moments += 1;
      last = now;
    }
    const seconds = (performance.now() - begun) / 1000;
    const share = ((group.cpuSeconds() - before) / seconds) * 100;
    const details = { seconds: round(seconds), switches: last - first, method: group.method };
    say(`idle for ${seconds.toFixed(0)} s: ${share.toFixed(2)} % of a core, ${JSON.stringify(details)}`);
    return [
      {
        name: 'processor time of the idle application',
        value: share,
        unit: '% of a core',
        limit: 1,
        details,
      },
      {
        name: 'moments in which the idle application wakes up',
        value: moments / seconds,
        unit: 'a second',
        limit: 1,
        details,
      },
    ];
  } finally {
    run.child.kill('SIGINT');
    await run.ended;
  }
};

/** How often the threads of a process have begun to run after having waited for something (proc(5), status). */
function wakeUps(pid: number): number {
  let sum = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
      sum += Number(/^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
    } catch {
      // A thread that has just ended.
    }
  }
  return sum;
}
