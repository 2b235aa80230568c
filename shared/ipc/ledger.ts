/** What is known of the ledger on this computer. */
export interface LedgerHealth {
  /** Since when its file is known to be damaged, ISO 8601; null as far as is known it is whole. */
  readonly damagedSince: string | null;
  /** The file's path; its backups lie beside it. */
  readonly file: string;
}

export interface LedgerBackup {
  /** The file's name, without its folder. */
  readonly name: string;
  readonly bytes: number;
}

/** A file that was chosen to be restored: whose runs it holds, or why it can't take the ledger's place. */
export type LedgerToRestore = { readonly name: string } & (
  | {
      readonly kind: "fit";
      readonly accounts: readonly {
        /** Null for an account that is not signed in here. */
        readonly name: string | null;
        readonly runs: number;
        readonly newestAt: string | null;
      }[];
    }
  | { readonly kind: "newer" | "foreign" | "damaged" | "unreadable" }
);
