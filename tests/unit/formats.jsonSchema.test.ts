import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonFormatSchema } from '../../shared/formats/json.ts';

test('the JSON Schema in the documents is that of the program', async () => {
  const path = join(import.meta.dirname, '../../docs/trax-transcript.schema.json');
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(z.toJSONSchema(jsonFormatSchema, { io: 'input' }));
});
