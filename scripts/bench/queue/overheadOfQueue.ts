import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, round } from '../figure.ts';
import { createProcessGroup } from '../processGroup.ts';
import { startQuickEndpoint } from '../quickEndpoint.ts';
import { start } from '../run.ts';

const files = 100;
const seconds = 60;
/** Seconds of recording a second, of the engine that the share refers to: a good graphics card. */
const engineSpeed = 30;
/** Percent. */
const most = 2;

/** What a batch takes longer, with its library and its queue, than the same files one after the other in a bare worker. */
export const measureOverheadOfQueue: Measurement = async (say) => {
  await using endpoint = await startQuickEndpoint();
  const folder = await mkdtemp(join(tmpdir(), 'trax-bench-'));
  try {
    for (let n = 1; n <= files; n++) await writeFile(join(folder, `${n}.wav`), makeWav(n));
    const runs: Record<string, Taken> = {};
    for (const how of ['bare', 'queue'] as const) {
      runs[how] = await workThrough(how, folder, endpoint.url);
      say(`${files} files of a minute, ${how}: ${JSON.stringify(runs[how])}`);
    }
    const { bare, queue } = runs as { bare: Taken; queue: Taken };
    const engine = (files * seconds) / engineSpeed;
    const share = (of: keyof Taken) => (Math.max(0, queue[of] - bare[of]) / (bare[of] + engine)) * 100;
    const name = `what a queue adds to ${files} one-minute files, with an engine of ${engineSpeed} times real time`;
    const details = { seconds: runs, engine };
    return [
      { name, value: share('wall'), unit: '% of the time', limit: most, details },
      { name, value: share('cpu'), unit: '% of the processor time', limit: null, details },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Seconds from the first file to the last. */
interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

async function workThrough(how: 'queue' | 'bare', folder: string, url: string): Promise<Taken> {
  using group = createProcessGroup();
  const begun = { at: 0, cpu: 0 };
  const taken = { wall: 0, cpu: 0 };
  const run = start(process.execPath, [join(import.meta.dirname, 'workThrough.ts'), how, folder, url], {
    group,
    onLine(line, at) {
      if (line === 'begun') Object.assign(begun, { at, cpu: group.cpuSeconds() });
      if (line === 'done')
        Object.assign(taken, {
          wall: round((at - begun.at) / 1000),
          cpu: round(group.cpuSeconds() - begun.cpu),
        });
    },
  });
  await run.ended;
  return taken;
}

/** A minute of a tone that swells like speech, each file another one. 16 kHz, mono, 16 bits. */
function makeWav(n: number): Buffer {
  const rate = 16_000;
  const samples = rate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    const swell = 0.5 - 0.5 * Math.cos((2 * Math.PI * 3 * i) / rate);
    wav.writeInt16LE(Math.round(8000 * swell * Math.sin((2 * Math.PI * (200 + n) * i) / rate)), 44 + i * 2);
  }
  return wav;
}
