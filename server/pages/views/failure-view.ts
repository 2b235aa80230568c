import { html } from "hono/html";
import type { Words } from "../words/fr.ts";
import { layout, type View } from "./layout.ts";
import { ICONS } from "./mark.ts";

export function failureView({ words, text }: { readonly words: Words; readonly text: string }): View {
  const { title, back } = words.failures;
  return layout({
    words,
    title,
    shape: "door",
    children: html`<section class="card outcome" role="alert">
      <span class="bad">${ICONS.alert}</span>
      <h1>${title}</h1>
      <p>${text}</p>
      <a href="/account">${back}</a>
    </section>`,
  });
}
