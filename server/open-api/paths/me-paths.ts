import type { ZodOpenApiPathsObject } from "zod-openapi";
import { ME_PATH, meSchema } from "../../../shared/api/me.ts";
import { failures, json } from "../answers.ts";

export const mePaths: ZodOpenApiPathsObject = {
  [ME_PATH]: {
    get: {
      tags: ["Users"],
      summary: "Who calls",
      responses: {
        200: json(meSchema, "The user of the token or key.", {
          userId: "user_2abc",
          email: "marie@example.com",
          name: "Marie",
        }),
        ...failures(),
      },
    },
  },
};
