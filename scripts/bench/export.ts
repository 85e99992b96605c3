import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client as Call, createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { type Figure, type Measurement, median, round } from './figure.ts';
import { createHome } from './home.ts';
import { createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';

/** Seconds from the wish to the file on the disk. */
const most = 1;
const rounds = 3;
const size = { segments: 12_000, words: 100_000 };
const formats = 'txt md html docx pdf srt vtt ttml ass lrc csv tsv json template'.split(' ');

/** What the bench asks of Trax; the whole contract belongs to those who build on it. */
type Client = {
  exports: {
    save: Call<Record<never, never>, { transcriptId: string; format: string; path: string }, unknown, Error>;
  };
};

/** How long it takes to write a long transcript in each format, asked for over the wire as a page does. */
export const measureExport: Measurement = async (say) => {
  await using home = await createHome();
  const source = join(home.path, 'long.json');
  await writeFile(source, JSON.stringify(longTranscript()));
  const importedAt = performance.now();
  const added = JSON.parse(await home.trax('import', source, '--json')) as { transcriptId: string };
  say(`imported, the start of the program included: ${round((performance.now() - importedAt) / 1000)} s`);

  using group = createProcessGroup();
  const address = Promise.withResolvers<string>();
  const run = startTrax(['serve', '--no-open'], home.path, {
    group,
    onLine: (line) => line.startsWith('http:') && address.resolve(line),
    expected: 130,
  });
  const socket = await open(await Promise.race([address.promise, run.ended]));
  try {
    const client = createORPCClient<Client>(new RPCLink({ websocket: socket as never }));
    const figures: Figure[] = [];
    for (const format of formats) {
      const path = join(home.path, `long.${format}`);
      const seconds: number[] = [];
      // The first loads what the format needs; people wait for that once.
      for (let round = 0; round <= rounds; round++) {
        const begun = performance.now();
        await client.exports.save({ transcriptId: added.transcriptId, format, path });
        seconds.push((performance.now() - begun) / 1000);
      }
      const [first = 0, ...warm] = seconds;
      figures.push({
        name: `${format} of ${size.words} words in ${size.segments} segments`,
        value: median(warm),
        unit: 'seconds',
        limit: most,
        details: { first, rounds: warm, bytes: (await stat(path)).size },
      });
    }
    return figures;
  } finally {
    socket.close();
    run.child.kill('SIGINT');
    await run.ended;
  }
};

/** A web socket to the server, opened with its key as a browser does. */
async function open(address: string): Promise<WebSocket> {
  const { headers } = await fetch(address, { redirect: 'manual' });
  const { host } = new URL(address);
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { cookie, origin: `http://${host}` } });
  socket.binaryType = 'arraybuffer';
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}

const vocabulary =
  'the people who went to market bought some bread and a little cheese, which was good. Then they came home again in the evening, tired but happy. Nobody said anything about it'.split(
    ' ',
  );

/** Two people who speak for nine hours, as Trax JSON with a time for every word. */
function longTranscript() {
  let [at, said] = [0, 0];
  const segments = Array.from({ length: size.segments }, (_, index) => {
    const count = Math.floor(((index + 1) * size.words) / size.segments) - said;
    const words = Array.from({ length: count }, () => {
      const start = at;
      at += 0.3;
      const text = vocabulary[said++ % vocabulary.length] ?? '';
      return { text, start, end: at - 0.02, confidence: 0.9 };
    });
    const [start, end] = [words[0]?.start ?? at, words.at(-1)?.end ?? at];
    at += index % 20 === 0 ? 2.5 : 0.2;
    const speaker = Math.floor(index / 5) % 2 === 0 ? 'Anna' : 'Ben';
    const text = words.map((word) => word.text).join(' ');
    const rest = { confidence: 0.9, confidenceIsEstimated: false, language: 'en', flags: [] };
    return { start, end, text, words, speaker, ...rest };
  });
  return {
    format: 'trax-transcript',
    version: 1,
    title: 'A long talk',
    duration: at,
    language: 'en',
    engine: null,
    model: null,
    createdAt: new Date().toISOString(),
    segments,
    coverage: [],
    warnings: [],
  };
}
