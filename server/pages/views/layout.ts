import { html } from "hono/html";
import type { Words } from "../words/fr.ts";
import { STYLE_PATH } from "../style-sheet.ts";
import { ICON_PATH, mark } from "./mark.ts";

export type View = ReturnType<typeof html>;

export interface LayoutOptions {
  readonly words: Words;
  readonly title: string;
  readonly children: View;
  /** Someone who is signed in sees who, and can leave. */
  readonly email?: string;
  /** A column in the middle for one thing to do, or a page of several. */
  readonly shape: "door" | "page";
}

export function layout({ words, title, children, email, shape }: LayoutOptions): View {
  return html`<!doctype html>
    <html lang="${words.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${words.app}</title>
        <link rel="icon" href="${ICON_PATH}" type="image/svg+xml" />
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body class="${shape}">
        ${email === undefined ? null : bar(words, email)}
        <main>${children}</main>
      </body>
    </html>`;
}

function bar(words: Words, email: string): View {
  return html`<header class="bar">
    <a class="home" href="/account" aria-label="${words.home}">${mark}<span>${words.app}</span></a>
    <span class="who">${email}</span>
    <form method="post" action="/sign-out"><button class="quiet">${words.signOut}</button></form>
  </header>`;
}

/** The head of a page with one thing to do; the icon is there unless the bar above shows it. */
export function doorHead(title: string, lead: string, options: { readonly hasBar?: boolean } = {}): View {
  return html`<header class="head">
    ${options.hasBar === true ? null : mark}
    <h1>${title}</h1>
    <p>${lead}</p>
  </header>`;
}
