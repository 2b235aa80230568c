import { createRunRecorder } from "../../../shared/client/record-runs.ts";
import { required } from "./environment.ts";

/** Made once: a key of the user whose ledger it is, from `npm run server -- key add EMAIL`. */
export const recorder = createRunRecorder({
  baseUrl: required("DECOMPTE_URL"),
  apiKey: required("DECOMPTE_API_KEY"),
});
