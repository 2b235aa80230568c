import { html } from "hono/html";
import { LONGEST_PASSWORD } from "../../identity/limits.ts";
import type { Words } from "../words/fr.ts";
import { doorHead, layout, type View } from "./layout.ts";
import { accountField, field, nextField, problem } from "./parts.ts";

/** For someone who came with a one-time password. */
export function choosePasswordView(options: {
  readonly words: Words;
  readonly next: string;
  readonly email: string;
  readonly error?: string;
}): View {
  const { words, next, email, error } = options;
  const { title, lead, submit } = words.choosePassword;
  return layout({
    words,
    title,
    shape: "door",
    children: html`${doorHead(title, lead)}
      <section class="card" aria-label="${title}">
        <form method="post" action="/password">
          ${error === undefined ? null : problem(error)} ${nextField(next)} ${accountField(email)}
          ${newPasswordFields(words, { isFocused: true, isInvalid: error !== undefined })}
          <button class="primary wide">${submit}</button>
        </form>
      </section>
      <form class="note" method="post" action="/sign-out">
        ${email} · <button class="link">${words.signOut}</button>
      </form>`,
  });
}

export function newPasswordFields(
  words: Words,
  { isFocused, isInvalid }: { readonly isFocused: boolean; readonly isInvalid: boolean },
): View {
  const common = { type: "password", autocomplete: "new-password", maxLength: LONGEST_PASSWORD, isInvalid } as const;
  return html`${field({ ...common, name: "next_password", label: words.newPassword, hint: words.newPasswordRule, isFocused })}
  ${field({ ...common, name: "repeated_password", label: words.repeatPassword })}`;
}
