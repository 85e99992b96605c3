import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { anyDocument } from '../documents.ts';
import { document, updatedAt } from './columns.ts';

/** One setting; its value is parsed by the schema of its feature. */
export const Setting = defineEntity({
  name: 'Setting',
  tableName: 'settings',
  properties: {
    key: p.text().primary(),
    value: document(anyDocument),
    updatedAt: updatedAt(),
  },
});
export type Setting = InferEntity<typeof Setting>;
