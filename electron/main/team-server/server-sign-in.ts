import { AppError } from "../../../shared/errors.ts";
import type { ServerCode, Session } from "../../../shared/ipc/session.ts";
import type { Identity } from "../account-store.ts";
import { type DeviceSignInOptions, endSession, signInByDevice } from "./device-sign-in.ts";
import { serverAddress } from "./server-address.ts";

/** Signing in to team servers: one sign-in at a time, which waits for the person's approval in the browser. */
export interface ServerSignIn {
  /** A sign-in that waits already is given up. @throws AppError with a `ServerProblem`, or `cancelled` */
  signIn(typedAddress: string): Promise<Session>;
  cancel(): void;
  /** Null while none waits. */
  code(): ServerCode | null;
  /** Shows the server's page for the code again. */
  openPage(): void;
}

export interface ServerSignInOptions extends Omit<DeviceSignInOptions, "onCode"> {
  readonly onCode: (code: ServerCode | null) => void;
  /** Makes the account that has signed in the shown one. */
  readonly enter: (identity: Identity, token: string) => Promise<Session>;
}

export function createServerSignIn(options: ServerSignInOptions): ServerSignIn {
  let abort: AbortController | null = null;
  let code: ServerCode | null = null;
  let page: string | null = null;

  function tell(next: ServerCode | null): void {
    if (JSON.stringify(next) === JSON.stringify(code)) return;
    code = next;
    options.onCode(next);
  }

  function cancel(): void {
    abort?.abort(new AppError("cancelled", "The sign-in was cancelled"));
    abort = null;
    page = null;
    tell(null);
  }

  return {
    async signIn(typedAddress) {
      const address = serverAddress(typedAddress);
      cancel();
      const mine = new AbortController();
      abort = mine;
      try {
        const { identity, token } = await signInByDevice(address, mine.signal, {
          ...options,
          onCode: tell,
          openPage(url) {
            page = url;
            options.openPage(url);
          },
        });
        return await options.enter(identity, token).catch(async (error: unknown) => {
          await endSession(address, token, options);
          throw error;
        });
      } finally {
        if (abort === mine) cancel();
      }
    },
    cancel,
    code: () => code,
    openPage() {
      if (page !== null) options.openPage(page);
    },
  };
}
