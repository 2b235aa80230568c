import { isAppError, type ErrorCode } from "../../../shared/errors.ts";
import type { ActorName, Ledger } from "../../ledger/ledger.ts";
import type { Actor } from "../../sources/apify/answers.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";

export interface ActorLookupContext {
  readonly ledger: Pick<Ledger, "unnamedActorIds" | "saveActors">;
  readonly client: Pick<ApifyClient, "listActors" | "readActor">;
  readonly userId: string;
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
}

type ActorPage = Awaited<ReturnType<ApifyClient["listActors"]>>;

/** An Actor that could not be looked up is tried again after so long: it may have been shared since. */
const RETRY_AFTER_MS = 7 * 24 * 60 * 60 * 1_000;
const BAD_ANSWER: ErrorCode = "apify_bad_answer";
const MAX_PAGES = 10;
const MAX_SINGLE_LOOKUPS = 20;

/**
 * Finds the names of the Actors that are new to the ledger: many at once from the account's list, the others one by
 * one, some at each call. Names are a nicety, so a failure ends the lookup without a word, to be taken up next time.
 *
 * @throws AppError `apify_token_refused`, which concerns more than names
 */
export async function lookUpActors(context: ActorLookupContext): Promise<void> {
  const { ledger, client, userId, now, signal } = context;
  const actorIds = await ledger.unnamedActorIds(userId, now() - RETRY_AFTER_MS);
  if (actorIds.length === 0) return;
  try {
    const { found, isUnderstood } = await findListed(context, new Set(actorIds));
    await save(context, found);

    const unlisted = actorIds.filter((actorId) => !found.has(actorId));
    for (const actorId of unlisted.slice(0, MAX_SINGLE_LOOKUPS)) {
      // An Actor that can't be understood must not stand before the others for good. Where nothing can be, it is not the Actor.
      const actor = await client.readActor(actorId, signal).catch(nullIf(...(isUnderstood ? [BAD_ANSWER] : [])));
      await save(context, new Map([[actorId, actor === null ? null : nameOf(actor)]]));
    }
  } catch (error) {
    if (!canWait(error)) throw error;
  }
}

/** A token that may not list Actors may still read some, and so may one whose list can't be understood. */
async function findListed(
  { client, signal }: ActorLookupContext,
  wanted: ReadonlySet<string>,
): Promise<{ readonly found: ReadonlyMap<string, ActorName | null>; readonly isUnderstood: boolean }> {
  let isUnderstood = true;
  const found = new Map<string, ActorName | null>();
  let offset: number | null = 0;
  for (let page = 0; page < MAX_PAGES && offset !== null && found.size < wanted.size; page += 1) {
    const answer: ActorPage | null = await client.listActors(offset, signal).catch((error: unknown) => {
      isUnderstood &&= !isAppError(error, BAD_ANSWER);
      return nullIf("apify_forbidden", BAD_ANSWER)(error);
    });
    if (answer === null) break;
    for (const actor of answer.actors) if (wanted.has(actor.id)) found.set(actor.id, nameOf(actor));
    offset = answer.nextOffset;
  }
  return { found, isUnderstood };
}

async function save({ ledger, userId, now }: ActorLookupContext, actors: ReadonlyMap<string, ActorName | null>) {
  if (actors.size === 0) return;
  await ledger.saveActors(
    userId,
    [...actors].map(([actorId, actor]) => ({ actorId, actor })),
    now(),
  );
}

function nullIf(...codes: readonly ErrorCode[]): (error: unknown) => null {
  return (error) => {
    if (isAppError(error) && codes.includes(error.code)) return null;
    throw error;
  };
}

function canWait(error: unknown): boolean {
  if (!isAppError(error) || error.code === "apify_token_refused") return false;
  return error.code === "cancelled" || error.code.startsWith("apify_");
}

const nameOf = ({ username, name, title }: Actor): ActorName => ({
  name: `${username}/${name}`,
  title: title === undefined || title === "" ? null : title,
});
