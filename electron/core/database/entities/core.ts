import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { holdSchema, shareSchema } from '../../../../shared/contract/computers.ts';
import { failureSchema } from '../../../../shared/errors.ts';
import { document } from './columns.ts';
import { Computer } from './computer.ts';

/** A process that works on this library; its row goes with it, or is swept when it says nothing any more. */
export const Core = defineEntity({
  name: 'Core',
  tableName: 'cores',
  properties: {
    /** What its leases are held by. */
    owner: p.text().primary(),
    computer: () => p.manyToOne(Computer).ref().deleteRule('cascade'),
    version: p.text(),
    isHome: p.boolean(),
    places: p.integer().default(0),
    hold: document(holdSchema).nullable(),
    share: document(shareSchema).nullable(),
    shareFailure: document(failureSchema).nullable(),
    startedAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    seenAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export type Core = InferEntity<typeof Core>;
