import { Client } from 'pg';
import type { Home } from './home.ts';
import { createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';

/** Lends a connection to the library's own database. */
export async function withDatabase<Result>(
  home: Home,
  task: (client: Client) => Promise<Result>,
): Promise<Result> {
  using group = createProcessGroup();
  const address = Promise.withResolvers<string>();
  const run = startTrax(['database'], home.path, {
    group,
    onLine: (line) => line.startsWith('postgresql:') && address.resolve(line.trim()),
    expected: 130,
  });
  const client = new Client({ connectionString: await Promise.race([address.promise, run.ended]) });
  await client.connect();
  const result = await task(client);
  await client.end();
  run.child.kill('SIGINT');
  await run.ended;
  return result;
}
