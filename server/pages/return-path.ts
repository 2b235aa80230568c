/** Where someone may be sent on to after signing in. */
const PLACES = new Set(["/account", "/device"]);
export const HOME = "/account";

/** A place of our own that a query or a form names, or the account's page: nobody is sent to another site. */
export function returnPath(asked: string | undefined): string {
  if (asked === undefined || !/^\/[a-z]/.test(asked)) return HOME;
  const base = "http://here.invalid";
  if (!URL.canParse(asked, base)) return HOME;
  const { origin, pathname, search } = new URL(asked, base);
  return origin === base && PLACES.has(pathname) ? `${pathname}${search}` : HOME;
}

/** The path of a page that leads on to another one. */
export function signInPath(page: "/sign-in" | "/password", next: string): string {
  const back = returnPath(next);
  return back === HOME ? page : `${page}?next=${encodeURIComponent(back)}`;
}
