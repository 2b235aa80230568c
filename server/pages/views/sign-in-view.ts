import { html } from "hono/html";
import type { Words } from "../words/fr.ts";
import { doorHead, layout, type View } from "./layout.ts";
import { field, nextField, notice, problem } from "./parts.ts";

export function signInView(options: {
  readonly words: Words;
  readonly next: string;
  readonly email?: string;
  readonly error?: string;
  readonly isSignedOut?: boolean;
}): View {
  const { words, next, email = "", error, isSignedOut = false } = options;
  const isForDevice = next.startsWith("/device");
  const hasError = error !== undefined;
  return layout({
    words,
    title: words.signIn.title,
    shape: "door",
    children: html`${doorHead(words.app, isForDevice ? words.signIn.leadForDevice : words.signIn.lead)}
      <section class="card" aria-label="${words.signIn.title}">
        <form method="post" action="/sign-in">
          ${hasError ? problem(error) : null} ${isSignedOut && !hasError ? notice(words.signIn.signedOut) : null}
          ${nextField(next)}
          ${field({
            name: "email",
            label: words.email,
            type: "email",
            autocomplete: "username",
            value: email,
            isFocused: email === "",
            isInvalid: hasError,
          })}
          ${field({
            name: "password",
            label: words.password,
            type: "password",
            autocomplete: "current-password",
            isFocused: email !== "",
            isInvalid: hasError,
          })}
          <button class="primary wide">${words.signIn.submit}</button>
        </form>
      </section>
      <p class="note">${words.signIn.noAccount}</p>`,
  });
}
