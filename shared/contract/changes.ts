import { z } from 'zod';

type Given<Field> = Field extends z.ZodDefault<infer Inner> ? Inner : Field;
type Changes<Shape extends z.ZodRawShape> = { [Name in keyof Shape]: z.ZodOptional<Given<Shape[Name]>> };

/**
 * The schema of a change: every field may be left out, and what is left out stays out. (`schema.partial()` would put
 * the fields' defaults in their place, so that changing one setting would reset all the others.)
 */
export function changesOf<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
): z.ZodObject<Changes<Shape>> {
  const fields = Object.entries(schema.shape).map(([name, field]) => [
    name,
    z.optional(field instanceof z.ZodDefault ? field.unwrap() : field),
  ]);
  return z.object(Object.fromEntries(fields) as Changes<Shape>);
}
