import { AppError } from "../shared/errors.ts";

/** The caller is not known. Whoever sent a token or a key is told of it: a service can't sign in. */
export const unauthorized = (request: Request): AppError =>
  new AppError(
    "unauthorized",
    request.headers.has("Authorization") ? "The token or API key is not valid" : "Sign in first",
  );
