import type { Importer } from "../../../server/services/import/importer.ts";
import { createApifyClient, type ApifyClient } from "../../../server/sources/apify/client.ts";
import { isAppError } from "../../../shared/errors.ts";
import type { InProcessStandIn } from "../apify/in-process.ts";
import type { StandInAccount } from "../apify/stand-in-account.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

const HOUR_MS = 3_600_000;
const REGULAR_MS = 300_000;

/** How soon a refresh follows another at the least. */
export type Pace = "every 5 minutes" | "as readings are due";

const SHORTEST_MS: Readonly<Record<Pace, number>> = { "every 5 minutes": REGULAR_MS, "as readings are due": 15_000 };

/** One account of the soak, with how often it asked Apify. */
export class SoakUser {
  readonly userId: string;
  readonly client: ApifyClient;
  nextAtMs: number;
  refreshes = 0;
  failures = 0;
  readonly #pace: Pace;
  readonly #clock: SimulatedClock;
  readonly #startMs: number;
  readonly #requestsByHour = new Map<number, number>();

  constructor(account: StandInAccount, standIn: InProcessStandIn, clock: SimulatedClock, pace: Pace) {
    this.userId = account.username;
    this.#pace = pace;
    this.#clock = clock;
    this.#startMs = clock.now();
    this.nextAtMs = clock.now();
    this.client = createApifyClient({
      baseUrl: standIn.baseUrl,
      token: account.token,
      now: clock.now,
      random: () => 0,
      sleep: clock.sleep,
      fetch: (url, init) => {
        const hour = Math.floor((clock.now() - this.#startMs) / HOUR_MS);
        this.#requestsByHour.set(hour, (this.#requestsByHour.get(hour) ?? 0) + 1);
        return standIn.fetch(url, init);
      },
    });
  }

  /** The most requests of one hour, the first one aside, which reads what was there before. */
  get mostRequestsPerHour(): number {
    return Math.max(...this.#requestsByHour.values());
  }

  get requests(): number {
    return [...this.#requestsByHour.values()].reduce((sum, count) => sum + count, 0);
  }

  async refresh(importer: Importer): Promise<void> {
    this.refreshes += 1;
    await importer.refresh(this.userId).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      this.failures += 1;
    });
    const { nextReadingAt } = await importer.status(this.userId);
    const nowMs = this.#clock.now();
    const dueInMs = nextReadingAt === null ? REGULAR_MS : Date.parse(nextReadingAt) - nowMs;
    this.nextAtMs = nowMs + Math.min(Math.max(dueInMs, SHORTEST_MS[this.#pace]), REGULAR_MS);
  }
}
