import { serve } from "@hono/node-server";
import { Hono } from "hono";

// The least that a server of this kind does: as many bytes as the summary has, and nothing behind them.
const ANSWER = {
  period: "all",
  totalCostUsd: 24_876.123_456,
  totalCostNanoUsd: "24876123456000",
  totalRuns: 500_000,
  runsWithoutCost: 50_000,
  completeFrom: null,
};
const app = new Hono().get("/", (c) => c.json(ANSWER));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.argv[2]) });
