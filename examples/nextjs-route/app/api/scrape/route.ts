import { apify } from "../../../lib/apify.ts";
import { recorder } from "../../../lib/recorder.ts";

// Apify's client and the recorder are made for Node.js.
export const runtime = "nodejs";

const ACTOR = "apify/instagram-scraper";

export async function POST(request: Request): Promise<Response> {
  const input: unknown = await request.json();
  const run = await recorder.track({ scraperId: ACTOR, source: "scraping" }, () =>
    apify.actor(ACTOR).call(input, { log: null }),
  );
  return Response.json({ runId: run.id, status: run.status });
}
