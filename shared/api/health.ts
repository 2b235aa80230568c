import { z } from "zod";

export const HEALTH_PATH = "/healthz";
export const READINESS_PATH = "/readyz";

/** The process lives. */
export const healthSchema = z.object({ status: z.literal("ok") });

/** The ledger can be read. */
export const readinessSchema = z.object({ status: z.literal("ready") });
