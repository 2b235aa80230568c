interface Tree {
  readonly [key: string]: string | Tree;
}

/** What a catalog holds, each with its whole key, such as `total.title`. */
export function entriesOf(tree: Tree, prefix = ""): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as const] : entriesOf(value, `${prefix}${key}.`),
  );
}

export const keysOf = (tree: Tree): readonly string[] => entriesOf(tree).map(([key]) => key);
