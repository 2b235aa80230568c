import { z } from "zod";

/** The same parameters, each with what it means. */
export function described<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  words: { readonly [Name in keyof Shape & string]: string },
): z.ZodObject {
  const fields = Object.entries<z.core.$ZodType>(schema.shape).map(([name, field]) => {
    if (!(field instanceof z.ZodType)) throw new Error(`The parameter ${name} is of another kind of schema`);
    return [name, field.meta({ ...field.meta(), description: words[name as keyof Shape & string] })];
  });
  return z.object(Object.fromEntries(fields));
}
