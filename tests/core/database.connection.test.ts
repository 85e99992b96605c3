import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, createStandingConnection } from '../../electron/core/database/connection.ts';
import { createTestDatabase, query } from '../support/database.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

describe('the connection that a core keeps', () => {
  it('is opened again where it was lost before anybody looked after it, and hears what it was asked to', async () => {
    const { url } = stack.use(await createTestDatabase());
    const lost = await connect(url);
    await lost.end();
    const [told, heard]: [string[], string[]] = [[], []];
    const standing = createStandingConnection(lost, {
      open: () => connect(url),
      onLost: () => told.push('lost'),
      onBack: () => told.push('back'),
    });
    stack.defer(async () => (await standing.release())?.end());
    await standing.listen(
      'news',
      (payload) => heard.push(payload),
      () => heard.push('a gap'),
    );
    await expect.poll(() => told).toEqual(['lost', 'back']);
    await query(url, `notify news, 'heard'`);
    await expect.poll(() => heard).toEqual(['a gap', 'heard']);
  });
});
