/**
 * Whether a browser says that one of our own pages made it send this. Scripts of other pages can write neither header.
 * On this computer a person may call the server `localhost` where its address is written in digits: the origin differs
 * then, and `Sec-Fetch-Site` still tells that it is one and the same. Browsers send that one over https and to this computer.
 */
export function isFromOurPages(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  return site === null ? headers.get("origin") === origin : site === "same-origin";
}
