import { parseWords, type Command } from "./command.ts";
import { columns } from "./columns.ts";
import { withIdentity } from "./with-identity.ts";

const add: Command = {
  written: "user add EMAIL [--name NAME] [--user-id ID]",
  does: "adds a user and prints a one-time password; --user-id is the user_id of runs that are there already",
  run(args, context) {
    const { positionals, options } = parseWords(args, ["EMAIL"], ["name", "user-id"]);
    const [email = ""] = positionals;
    const { name, "user-id": userId } = options;
    return withIdentity(context, async (identity) => {
      const { oneTimePassword } = await identity.addUser(email, {
        ...(name !== undefined && { name }),
        ...(userId !== undefined && { userId }),
      });
      context.tell(`${email} signs in once at ${identity.origin} with this password, then chooses their own:`);
      context.say(oneTimePassword);
    });
  },
};

const reset: Command = {
  written: "user reset EMAIL",
  does: "ends a user's sessions and prints a new one-time password",
  run(args, context) {
    const [email = ""] = parseWords(args, ["EMAIL"], []).positionals;
    return withIdentity(context, async (identity) => {
      const { oneTimePassword } = await identity.resetPassword(email);
      context.tell(`${email} is signed out everywhere, and signs in at ${identity.origin} with this password:`);
      context.say(oneTimePassword);
    });
  },
};

const remove: Command = {
  written: "user remove EMAIL",
  does: "removes a user with their sessions and keys; their runs stay in the ledger",
  run(args, context) {
    const [email = ""] = parseWords(args, ["EMAIL"], []).positionals;
    return withIdentity(context, async (identity) => {
      await identity.removeUser(email);
      context.tell(`${email} is removed.`);
    });
  },
};

const list: Command = {
  written: "user list",
  does: "lists the users: address, name, user_id, since when, and whether they have signed in",
  run(args, context) {
    parseWords(args, [], []);
    return withIdentity(context, async (identity) => {
      const users = await identity.listUsers();
      const rows = users.map(({ email, name, userId, createdAt, oneTimeUntil }) => [
        email,
        name,
        userId,
        createdAt.toISOString(),
        oneTimeUntil === null ? "has a password" : `one-time password until ${oneTimeUntil.toISOString()}`,
      ]);
      for (const line of columns(rows)) context.say(line);
      if (rows.length === 0) context.tell("There is no user yet.");
    });
  },
};

export const USER_COMMANDS: readonly Command[] = [add, reset, remove, list];
