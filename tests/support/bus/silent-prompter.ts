import { Message, NameFlag } from "dbus-next";
import type { SessionBus } from "./session-bus.ts";

const PROMPTER = "org.gnome.keyring.SystemPrompter";

export interface SilentPrompter {
  /** How many prompts were asked for so far. */
  promptCount(): number;
  /** Goes away, as a person who closes the prompt: the keyring gives up waiting. */
  leave(): Promise<void>;
}

/** Stands where the window that asks for the keyring's password would be, and leaves every question without an answer. */
export async function startSilentPrompter(bus: SessionBus): Promise<SilentPrompter> {
  const connection = await bus.connect();
  let count = 0;
  connection.addMethodHandler((message: Message) => {
    if (message.interface !== "org.gnome.keyring.internal.Prompter") return false;
    if (message.member === "BeginPrompting") count += 1;
    connection.send(Message.newMethodReturn(message));
    return true;
  });
  await connection.requestName(PROMPTER, NameFlag.DO_NOT_QUEUE);
  return {
    promptCount: () => count,
    async leave() {
      await connection.releaseName(PROMPTER);
      connection.disconnect();
    },
  };
}
