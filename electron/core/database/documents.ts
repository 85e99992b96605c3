import { JsonType, type Platform, type TransformContext } from '@mikro-orm/core';
import { z } from 'zod';
import { storableJson } from './storable.ts';

/** A JSON object of which nothing more is known than that it is one. */
export const looseDocument = z.record(z.string(), z.unknown());

/** Any JSON but null. */
export const anyDocument = z.custom<object | string | number | boolean>((value) => value != null);

/**
 * A JSONB column that is parsed by a schema in both directions. Writing what does not fit throws;
 * a stored document that does not fit (an older or foreign program wrote it) is read as null and
 * named in the log, and stays in the database as it is.
 */
class DocumentType<Value> extends JsonType {
  // Functions and not the schema, nor `#`: the ORM copies types deeply, and a copied schema does not work.
  private readonly check: (value: unknown) => z.ZodSafeParseResult<Value>;
  readonly schemaOf: () => z.ZodType<Value>;

  constructor(schema: z.ZodType<Value>) {
    super();
    this.check = (value) => schema.safeParse(value);
    this.schemaOf = () => schema;
  }

  fits(value: unknown): boolean {
    return this.check(value).success;
  }

  override convertToDatabaseValue(value: unknown, platform: Platform, context?: TransformContext) {
    const isCondition = context?.fromQuery === true && context.mode !== 'query-data';
    if (value == null || isCondition) return super.convertToDatabaseValue(value, platform, context);
    const checked = this.check(value);
    if (!checked.success) throw checked.error;
    return storableJson(checked.data);
  }

  override convertToJSValue(value: unknown, platform: Platform, context?: TransformContext) {
    if (value == null) return null;
    const parsed = this.check(super.convertToJSValue(value, platform, context));
    if (parsed.success) return parsed.data;
    platform
      .getConfig()
      .getLogger()
      .warn('info', `${this.meta?.tableName}.${this.prop?.fieldNames[0]}: a stored document does not fit`);
    return null;
  }
}

/** Whether a value fits a column's schema; null when the column holds no documents. */
export function fitsDocument(type: unknown, value: unknown): boolean | null {
  return type instanceof DocumentType ? type.fits(value) : null;
}

/** The schema of a column's documents; null when it holds none. */
export function documentSchema(type: unknown): z.ZodType | null {
  return type instanceof DocumentType ? type.schemaOf() : null;
}

/** The column type for a JSONB document of the given schema; use as `p.type(jsonDocument(schema)).$type<...>()`. */
export function jsonDocument<Value>(schema: z.ZodType<Value>): JsonType {
  return new DocumentType(schema);
}
