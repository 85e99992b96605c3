import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { findWhisperServer } from '../../electron/core/tools/whisper.mjs';
import { createProcessGroup } from './processGroup.ts';
import { start } from './run.ts';

/** What whisper-server used for a recording, loading its model included. */
export interface EngineUse {
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly words: number;
}

/** Seconds of thread time are the same for Trax and for the engine alone only with the same fields as Trax sends. */
const fields = {
  response_format: 'verbose_json',
  temperature: '0',
  temperature_inc: '0',
  language: 'en',
  max_len: '100000',
  split_on_word: 'true',
  no_language_probabilities: 'true',
  max_context: '0',
};

/** Lets whisper-server alone recognise a WAV file, in one request. */
export async function runEngineAlone(wav: string, model: string, threads: number): Promise<EngineUse> {
  const server = findWhisperServer();
  if (!server) throw new Error('There is no whisper-server: npm start builds it where there is a compiler');
  using group = createProcessGroup();
  const port = randomInt(20_000, 50_000);
  const args = [
    '--model',
    model,
    '--threads',
    String(threads),
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
  ];
  // As Trax starts it: threads that wait do not spin. By default the engine alone would use several times as much here.
  const run = start(server, args, { group, environment: { OMP_WAIT_POLICY: 'passive' } });
  try {
    await untilHealthy(port, run.ended);
    const form = new FormData();
    form.set('file', new Blob([await readFile(wav)]), 'sound.wav');
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const answer = await fetch(`http://127.0.0.1:${port}/inference`, { method: 'POST', body: form });
    const { text } = (await answer.json()) as { text: string };
    return {
      cpuSeconds: group.cpuSeconds(),
      seconds: (performance.now() - run.startedAt) / 1000,
      words: text.trim().split(/\s+/).length,
    };
  } finally {
    run.child.kill('SIGKILL');
    await run.ended.catch(() => undefined);
  }
}

async function untilHealthy(port: number, ended: Promise<unknown>): Promise<void> {
  const over = ended.then(() => true);
  for (;;) {
    const isHealthy = await fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) return;
    if (await Promise.race([over, pause(20, false)])) throw new Error('whisper-server ended');
  }
}
