/** Someone who may use the API. */
export interface Caller {
  /** Whose rows of the ledger they see. */
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** Someone who is signed in with a browser, for the pages. */
export interface Person extends Caller {
  /** Their id among the users, which is not the ledger's. */
  readonly accountId: string;
  readonly sessionId: string;
  /** The password was made by the command: nothing but choosing another one is open to them. */
  readonly mustChangePassword: boolean;
}
