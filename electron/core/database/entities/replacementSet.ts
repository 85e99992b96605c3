import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { z } from 'zod';
import { replacementRuleSchema } from '../../../../shared/transcript/replacements.ts';
import { createdAt, document, updatedAt, uuidKey } from './columns.ts';

/** Replacements that are made together, under a name. */
export const ReplacementSet = defineEntity({
  name: 'ReplacementSet',
  tableName: 'replacement_sets',
  properties: {
    id: uuidKey(),
    name: p.text().unique(),
    rules: document(z.array(replacementRuleSchema)).defaultRaw("'[]'"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type ReplacementSet = InferEntity<typeof ReplacementSet>;
