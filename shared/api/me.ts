import { z } from "zod";

export const ME_PATH = "/api/me";

/** Who calls, on a server for a team. */
export const meSchema = z.object({
  /** The `user_id` of their rows in the ledger. */
  userId: z.string(),
  email: z.string(),
  name: z.string(),
});

export type Me = z.infer<typeof meSchema>;
