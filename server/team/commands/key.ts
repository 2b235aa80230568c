import { columns } from "./columns.ts";
import { parseWords, type Command } from "./command.ts";
import { withIdentity } from "./with-identity.ts";

const add: Command = {
  written: "key add EMAIL [--name NAME]",
  does: "prints a new API key of a user, for a service that records runs; it can't be shown again",
  run(args, context) {
    const { positionals, options } = parseWords(args, ["EMAIL"], ["name"]);
    const [email = ""] = positionals;
    const { name } = options;
    return withIdentity(context, async (identity) => {
      const { key } = await identity.addKey(email, name === undefined ? {} : { name });
      context.tell(`A key of ${email}. Keep it as you would a password:`);
      context.say(key);
    });
  },
};

const list: Command = {
  written: "key list EMAIL",
  does: "lists a user's API keys: id, first letters, name, since when, last use",
  run(args, context) {
    const [email = ""] = parseWords(args, ["EMAIL"], []).positionals;
    return withIdentity(context, async (identity) => {
      const keys = await identity.listKeys(email);
      const rows = keys.map(({ id, start, name, createdAt, usedAt }) => [
        id,
        `${start}…`,
        name,
        createdAt.toISOString(),
        usedAt === null ? "never used" : `used ${usedAt.toISOString()}`,
      ]);
      for (const line of columns(rows)) context.say(line);
      if (rows.length === 0) context.tell(`${email} has no key.`);
    });
  },
};

const revoke: Command = {
  written: "key revoke EMAIL ID",
  does: "revokes the key that `key list` shows with this id",
  run(args, context) {
    const [email = "", id = ""] = parseWords(args, ["EMAIL", "ID"], []).positionals;
    return withIdentity(context, async (identity) => {
      await identity.revokeKey(email, id);
      context.tell("The key is revoked.");
    });
  },
};

export const KEY_COMMANDS: readonly Command[] = [add, list, revoke];
