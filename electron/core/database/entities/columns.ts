import { p } from '@mikro-orm/core';
import type { z } from 'zod';
import { jsonDocument } from '../documents.ts';

/** The columns that most tables share, so that they are the same everywhere. */

export const uuidKey = () => p.uuid().primary().defaultRaw('gen_random_uuid()');

export const createdAt = () => p.datetime().columnType('timestamptz').defaultRaw('now()').nullable();

export const updatedAt = () =>
  p
    .datetime()
    .columnType('timestamptz')
    .defaultRaw('now()')
    .onUpdate(() => new Date())
    .nullable();

/** A moment that may not have come. */
export const moment = () => p.datetime().columnType('timestamptz').nullable();

/** A JSONB column typed and parsed by its schema. */
export const document = <Value>(schema: z.ZodType<Value>) =>
  p.type(jsonDocument(schema)).$type<Value>().columnType('jsonb');

/** A float8, which PostgreSQL's driver gives as a number. */
export const float8 = () => p.double().$type<number>();
