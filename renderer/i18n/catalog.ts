import type { fr } from "./fr.ts";

/** French has a plural form for millions that English does not. */
type FrenchPluralOnly = `${string}_many`;

type Words<Tree> = {
  readonly [Key in keyof Tree as Key extends FrenchPluralOnly ? never : Key]: Tree[Key] extends string
    ? string
    : Words<Tree[Key]>;
};

/** Every key that a language must translate; a missing one does not compile. */
export type Catalog = Words<typeof fr>;

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof fr };
  }
}
