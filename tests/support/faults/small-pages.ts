import type { FaultBench } from "./fault-bench.ts";

/** Makes Apify answer pages of so many runs, as its API reserves itself the right to. `beforePage` is called with the page's number. */
export function usePagesOf(
  bench: FaultBench,
  limit: number,
  beforePage: (page: number) => void = () => undefined,
): void {
  let pages = 0;
  bench.useFetch((url, init) => {
    if (url.includes("/v2/actor-runs?")) beforePage((pages += 1));
    return bench.standIn.fetch(url.replace("limit=1000", `limit=${limit}`), init);
  });
}
