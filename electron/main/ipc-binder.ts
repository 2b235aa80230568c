import { ipcMain, type IpcMainInvokeEvent, type WebContents } from "electron";
import type { z } from "zod";
import { AppError, toAppError } from "../../shared/errors.ts";
import {
  channelOf,
  type CallInput,
  type CallName,
  type CallOutput,
  type PushName,
  type PushPayload,
  type Result,
} from "../../shared/ipc/contract.ts";
import { PAGE_ORIGIN } from "./app-protocol.ts";
import { ipcInputs } from "./ipc-inputs.ts";
import type { Log } from "./log.ts";

export type CallHandlers = {
  readonly [Name in CallName]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** The only place that answers the window: checks who asks and what, and turns failures into results. */
export function bindCalls(handlers: CallHandlers, log: Log): void {
  for (const name of Object.keys(ipcInputs) as CallName[]) bindCall(name, handlers[name], log);
}

function bindCall<Name extends CallName>(name: Name, handle: CallHandlers[Name], log: Log): void {
  ipcMain.handle(channelOf(name), async (event, input: unknown): Promise<Result<CallOutput<Name>>> => {
    try {
      assertOwnPage(event);
      const schema: z.ZodType<CallInput<Name>> = ipcInputs[name];
      const parsed = schema.safeParse(input);
      if (!parsed.success) throw new AppError("invalid_request", `The call ${name} has a wrong input`);
      return { ok: true, value: await handle(parsed.data) };
    } catch (error) {
      const { code, message, details, cause } = toAppError(error);
      if (code === "internal") log("call failed", { name, cause });
      return { ok: false, error: { code, message, ...(details && { details }) } };
    }
  });
}

/** Only the top frame of our own page may ask: neither a frame within it nor a page that took its place. */
function assertOwnPage({ senderFrame }: IpcMainInvokeEvent): void {
  if (senderFrame !== null && senderFrame.parent === null && senderFrame.origin === PAGE_ORIGIN) return;
  throw new AppError("unauthorized", "The call does not come from the application's page");
}

export function pushTo<Name extends PushName>(page: WebContents, name: Name, payload: PushPayload<Name>): void {
  if (!page.isDestroyed()) page.send(channelOf(name), payload);
}
