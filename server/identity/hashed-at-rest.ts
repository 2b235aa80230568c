import type { DBAdapter, DBAdapterInstance, Where } from "better-auth";
import { createHmac } from "node:crypto";

/** What better-auth would keep as it is given out: model, and its fields. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  session: ["token"],
  deviceCode: ["deviceCode", "userCode"],
};

export type AtRest = (field: string, value: string) => string;

/**
 * What is kept in place of a secret. Keyed, since a user code is short enough to be found by trying: a copy of the
 * database tells nothing without the server's own secret.
 */
export function atRestBy(serverSecret: string): AtRest {
  return (field, value) => createHmac("sha256", serverSecret).update(`at rest:${field}:${value}`).digest("base64url");
}

type Row = Record<string, unknown>;

/**
 * The adapter with secrets hashed on their way in, in rows and in conditions, and put back in the rows that were asked
 * for by them. Rows that were found otherwise show the hash, which opens nothing.
 */
export function hashingSecrets(adapterOf: DBAdapterInstance, atRest: AtRest): DBAdapterInstance {
  const hashRow = (model: string, row: Row): Row => {
    const secrets = SECRETS[model] ?? [];
    const hashed = secrets.flatMap((field) => {
      const value = row[field];
      return typeof value === "string" ? [[field, atRest(field, value)]] : [];
    });
    return { ...row, ...Object.fromEntries(hashed) };
  };

  /** The conditions on hashes, and what turns the rows that meet them into rows with the secrets that were given. */
  const hashWhere = (model: string, where: readonly Where[] = []) => {
    const secrets = SECRETS[model] ?? [];
    const known = new Map<string, string>();
    const hash = (field: string, value: unknown) => {
      if (typeof value !== "string") return value;
      const hashed = atRest(field, value);
      known.set(hashed, value);
      return hashed;
    };
    const hashed = where.map((condition): Where => {
      const { field, operator = "eq", value } = condition;
      if (!secrets.includes(field) || value === null) return condition;
      if (operator !== "eq" && operator !== "in") throw new Error(`${field} is kept as a hash: it can't be searched`);
      const hashedValue = Array.isArray(value) ? value.map((one) => hash(field, one)) : hash(field, value);
      return { ...condition, value: hashedValue as Where["value"] }; // A hash stands where its text stood.
    });
    const reveal = <Found>(row: Found): Found => {
      if (typeof row !== "object" || row === null || known.size === 0) return row;
      const entries = Object.entries(row).map(([field, value]) => {
        const given = secrets.includes(field) && typeof value === "string" ? known.get(value) : undefined;
        return [field, given ?? value];
      });
      return Object.fromEntries(entries) as Found; // The same fields, of the same types.
    };
    return { where: hashed, reveal };
  };

  return (options) => {
    const adapter = adapterOf(options);
    const hashing: DBAdapter = {
      ...adapter,
      create: async (input) => {
        const data: Row = input.data;
        const created = await adapter.create<Row, Row>({ ...input, data: hashRow(input.model, data) });
        const given = (SECRETS[input.model] ?? []).filter((field) => field in created);
        const revealed = { ...created, ...Object.fromEntries(given.map((field) => [field, data[field]])) };
        return revealed as never; // The row that was made, of the type that the caller knows.
      },
      async findOne<T>(input: Parameters<DBAdapter["findOne"]>[0]) {
        const { where, reveal } = hashWhere(input.model, input.where);
        return reveal(await adapter.findOne<T>({ ...input, where }));
      },
      async findMany<T>(input: Parameters<DBAdapter["findMany"]>[0]) {
        const { where, reveal } = hashWhere(input.model, input.where);
        return (await adapter.findMany<T>({ ...input, where })).map(reveal);
      },
      count: (input) => adapter.count({ ...input, where: hashWhere(input.model, input.where).where }),
      async update<T>(input: Parameters<DBAdapter["update"]>[0]) {
        const { where, reveal } = hashWhere(input.model, input.where);
        return reveal(await adapter.update<T>({ ...input, where, update: hashRow(input.model, input.update) }));
      },
      updateMany: (input) =>
        adapter.updateMany({
          ...input,
          where: hashWhere(input.model, input.where).where,
          update: hashRow(input.model, input.update),
        }),
      delete: (input) => adapter.delete({ ...input, where: hashWhere(input.model, input.where).where }),
      deleteMany: (input) => adapter.deleteMany({ ...input, where: hashWhere(input.model, input.where).where }),
      async consumeOne<T>(input: Parameters<DBAdapter["consumeOne"]>[0]) {
        const { where, reveal } = hashWhere(input.model, input.where);
        return reveal(await adapter.consumeOne<T>({ ...input, where }));
      },
      async incrementOne<T>(input: Parameters<DBAdapter["incrementOne"]>[0]) {
        const { where, reveal } = hashWhere(input.model, input.where);
        const set = input.set && hashRow(input.model, input.set);
        return reveal(await adapter.incrementOne<T>({ ...input, where, ...(set && { set }) }));
      },
      transaction: (callback) => callback(hashing),
    };
    return hashing;
  };
}
