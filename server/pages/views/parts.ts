import { html } from "hono/html";
import type { View } from "./layout.ts";
import { ICONS } from "./mark.ts";

/** Something that went wrong, told to whoever looks and to whoever listens. */
export const problem = (text: string): View =>
  html`<div class="banner danger" role="alert">
    ${ICONS.alert}
    <p>${text}</p>
  </div>`;

/** Something that was done. */
export const notice = (text: string): View =>
  html`<div class="banner info" role="status">
    ${ICONS.check}
    <p>${text}</p>
  </div>`;

export interface FieldOptions {
  readonly name: string;
  readonly label: string;
  readonly type: "email" | "password" | "text";
  readonly autocomplete: string;
  readonly value?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly isFocused?: boolean;
  readonly isInvalid?: boolean;
  readonly isCode?: boolean;
}

export function field(options: FieldOptions): View {
  const { name, label, type, autocomplete, value = "", hint, placeholder = "", maxLength = 254 } = options;
  const { isFocused = false, isInvalid = false, isCode = false } = options;
  const hintId = `${name}-hint`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      placeholder="${placeholder}"
      maxlength="${maxLength}"
      autocomplete="${autocomplete}"
      autocapitalize="none"
      spellcheck="false"
      required
      ${isCode ? html`class="code"` : null}
      ${isFocused ? html`autofocus` : null}
      ${isInvalid ? html`aria-invalid="true"` : null}
      ${hint === undefined ? null : html`aria-describedby="${hintId}"`}
    />
    ${hint === undefined ? null : html`<p class="hint" id="${hintId}">${hint}</p>`}
  </div>`;
}

/** Where a page leads on to once it is done. */
export const nextField = (next: string): View => html`<input type="hidden" name="next" value="${next}" />`;

/** For password managers: whose password the form is about. */
export const accountField = (email: string): View =>
  html`<input type="email" name="email" value="${email}" autocomplete="username" readonly hidden />`;
