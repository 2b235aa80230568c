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
import { isRecord } from "../../shared/ipc/remembered-screen.ts";
import { PAGE_ORIGIN } from "./app-protocol.ts";
import type { Log } from "./log.ts";

export type CallHandlers = {
  readonly [Name in CallName]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

type InputSchemas = { readonly [Name in CallName]: z.ZodType<CallInput<Name>> };

/** The only place that answers the window: checks who asks and what, and turns failures into results. */
export function bindCalls(inputs: InputSchemas, handlers: CallHandlers, log: Log): void {
  ipcMain.removeHandler(channelOf("pageOpened"));
  for (const name of Object.keys(inputs) as CallName[]) bindCall(name, inputs, handlers[name], log);
}

/**
 * The page's first word, which comes before the other calls are bound: whether the remembered screen is in the picture.
 * Null when it did not come in time.
 */
export function awaitPage(deadlineMs: number): Promise<boolean | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), deadlineMs);
    ipcMain.handle(channelOf("pageOpened"), (event, input: unknown): Result<void> => {
      assertOwnPage(event);
      clearTimeout(timer);
      resolve(isRecord(input) && input["isScreenRemembered"] === true);
      return { ok: true, value: undefined };
    });
  });
}

function bindCall<Name extends CallName>(name: Name, inputs: InputSchemas, handle: CallHandlers[Name], log: Log): void {
  ipcMain.handle(channelOf(name), async (event, input: unknown): Promise<Result<CallOutput<Name>>> => {
    try {
      assertOwnPage(event);
      const schema: z.ZodType<CallInput<Name>> = inputs[name];
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
