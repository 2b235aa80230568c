import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { HEALTH_PATH, healthSchema, READINESS_PATH, readinessSchema } from "../../../shared/api/health.ts";
import { OPEN_API_PATH } from "../../../shared/api/open-api.ts";
import { json, openFailures } from "../answers.ts";

export const healthPaths: ZodOpenApiPathsObject = {
  [HEALTH_PATH]: {
    get: {
      tags: ["Health"],
      summary: "Whether the process lives",
      security: [],
      responses: { 200: json(healthSchema, "It does.", { status: "ok" }) },
    },
  },
  [READINESS_PATH]: {
    get: {
      tags: ["Health"],
      summary: "Whether the ledger can be read",
      security: [],
      responses: {
        200: json(readinessSchema, "It can.", { status: "ready" }),
        ...openFailures("ledger_unavailable", "internal"),
      },
    },
  },
  [OPEN_API_PATH]: {
    get: {
      tags: ["Health"],
      summary: "This document",
      security: [],
      responses: { 200: json(z.looseObject({ openapi: z.string() }), "An OpenAPI 3.1 document.") },
    },
  },
};
