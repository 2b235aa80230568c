import { isLoopback, isTrustedAddress } from "../trusted-address.ts";
import { serverProblem } from "./server-problem.ts";

/**
 * The origin that a person means by what they typed or pasted: a host, with or without a scheme, or a page of the server.
 *
 * @throws AppError with the problem `address`, or `insecure` where the token would travel in clear
 */
export function serverAddress(typed: string): string {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const whole = hasScheme ? text : `https://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw serverProblem("address");
  // Nobody has a certificate for their own computer.
  if (!hasScheme && isLoopback(url)) url.protocol = "http:";
  if (!isTrustedAddress(url)) throw serverProblem("insecure");
  return url.origin;
}
