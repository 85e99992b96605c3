import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, round } from './figure.ts';
import { createHome, type Home } from './home.ts';
import { createProcessGroup } from './processGroup.ts';
import { startQuickEndpoint } from './quickEndpoint.ts';
import { startTrax } from './run.ts';
import { repeatSound, sampleModel, tenMinutes } from './sound.ts';

/** How much more memory a worker may have needed for four hours than for ten minutes. */
const most = 1.15;
const tensOfMinutes = 24;

/** The worker's peak on a long recording against that on a short one, with an engine that costs nothing. */
export const measureMemory: Measurement = async (say) => {
  const folder = await mkdtemp(join(tmpdir(), 'trax-bench-'));
  try {
    await using home = await createHome();
    await using endpoint = await startQuickEndpoint();
    await home.trax('settings', 'endpointUrl', endpoint.url);
    const long = join(folder, 'four hours.m4a');
    await repeatSound(tensOfMinutes, long);

    const withEndpoint = ['--engine', 'openai', '--model', 'quick'];
    const short = await peaksOf(home, [tenMinutes, ...withEndpoint]);
    say(`10 minutes: ${JSON.stringify(short)}, ${endpoint.requests} requests`);
    const fourHours = await peaksOf(home, [long, ...withEndpoint]);
    say(`4 hours: ${JSON.stringify(fourHours)}, ${endpoint.requests} requests`);
    const real = await peaksOf(home, [tenMinutes, '--model', sampleModel]);
    say(`10 minutes with whisper.cpp: ${JSON.stringify(real)}`);
    return [
      {
        name: 'peak memory of the worker, 4 hours against 10 minutes',
        value: (fourHours.worker ?? Number.NaN) / (short.worker ?? Number.NaN),
        unit: 'times',
        limit: most,
        details: { unit: 'MB', '10 minutes': short, '4 hours': fourHours, '10 minutes, whisper.cpp': real },
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** The most memory that each kind of process had in use, in MB. */
async function peaksOf(home: Home, args: readonly string[]): Promise<Record<string, number>> {
  using group = createProcessGroup();
  await startTrax(['transcribe', ...args, '--format', 'json', '--out', '-'], home.path, { group }).ended;
  const peaks: Record<string, number> = {};
  for (const { role, peakMegabytes } of group.readings()) {
    if (role !== 'database' && role !== 'other')
      peaks[role] = Math.max(peaks[role] ?? 0, round(peakMegabytes));
  }
  return peaks;
}
