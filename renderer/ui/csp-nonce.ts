/** What the page's content policy asks of a style sheet; browsers hide it from the attribute, not from the property. */
export function cspNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce === "" ? undefined : nonce;
}
