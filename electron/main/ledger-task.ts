/** What is asked of the process that reads ledgers through. */
export type LedgerTask =
  | { readonly kind: "check"; readonly file: string }
  | { readonly kind: "copy"; readonly file: string; readonly copy: string; readonly migrationsFolder: string }
  | { readonly kind: "inspect"; readonly file: string; readonly migrationsFolder: string };
