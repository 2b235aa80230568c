import { isAppError, type AppError } from "../../shared/errors.ts";
import { aroundCalls } from "../around-calls.ts";

/** The same methods, each of which tells by `failureOf` what it knows of a failure; what that does not know stays as it is. */
export function tellingFailures<Methods extends object>(
  methods: Methods,
  failureOf: (error: unknown) => AppError | null,
): Methods {
  return aroundCalls(methods, async (call) => {
    try {
      return await call();
    } catch (error) {
      throw isAppError(error) ? error : (failureOf(error) ?? error);
    }
  });
}
