import fc from 'fast-check';
import { z } from 'zod';

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: unknown[];
  readonly anyOf?: JsonSchema[];
  readonly oneOf?: JsonSchema[];
  readonly allOf?: JsonSchema[];
  readonly items?: JsonSchema | false;
  readonly prefixItems?: JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Record<string, JsonSchema>;
  readonly required?: string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** Documents that fit a schema, in all that it leaves open: strange text, numbers at the limits, what may be left out. */
export function anyDocument(schema: z.ZodType): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'input',
    reused: 'inline',
  }) as JsonSchema;
  // What a schema asks beyond its shape is asked here; `__proto__` is no key that a document can have.
  return valuesOf(shape).filter((value) => schema.safeParse(value).success && !hasPrototypeKey(value));
}

const hasPrototypeKey = (value: unknown) => (JSON.stringify(value) ?? '').includes('"__proto__"');

/** Every kind of text that a person, a file name or a broken endpoint may bring. */
const text = (more: fc.StringConstraints = {}) =>
  fc.oneof(
    fc.string({ unit: 'binary', ...more }),
    fc.string({ unit: fc.constantFrom('a', 'é', '東', '😀', '\0', '\ud800', '"', '\\', '\u2028'), ...more }),
  );

function valuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(valuesOf));
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(valuesOf)).map((parts) => Object.assign({}, ...parts));
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({ min: Math.ceil(leastOf(schema)), max: Math.min(schema.maximum ?? 1e9, 1e9) });
    case 'number':
      return fc.double({ min: leastOf(schema), max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return listOf(schema);
    case 'object':
      return objectOf(schema);
    default:
      return fc.jsonValue();
  }
}

const leastOf = ({ minimum, exclusiveMinimum }: JsonSchema) =>
  Math.max(minimum ?? -1e9, exclusiveMinimum === undefined ? -1e9 : exclusiveMinimum + 1e-6);

function textOf({ format, minLength, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'uri') return fc.webUrl();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  return text({
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength: Math.min(maxLength, 100) }),
  });
}

function listOf({ items, prefixItems, minItems = 0, maxItems = 4 }: JsonSchema): fc.Arbitrary<unknown> {
  if (prefixItems) return fc.tuple(...prefixItems.map(valuesOf));
  return fc.array(valuesOf(items || {}), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, 4)),
  });
}

function objectOf({ properties, required = [], additionalProperties, propertyNames }: JsonSchema) {
  const known = Object.entries(properties ?? {}).map(([name, schema]) => [name, valuesOf(schema)] as const);
  if (known.length > 0) return fc.record(Object.fromEntries(known), { requiredKeys: required as never[] });
  const values = typeof additionalProperties === 'object' ? valuesOf(additionalProperties) : fc.jsonValue();
  const names = propertyNames ? (valuesOf(propertyNames) as fc.Arbitrary<string>) : text({ maxLength: 10 });
  return fc.dictionary(names, values, { maxKeys: 4 });
}
