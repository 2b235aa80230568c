import { html } from "hono/html";
import type { ListedKey } from "../../identity/api-keys.ts";
import type { Person } from "../../identity/caller.ts";
import { LONGEST_KEY_NAME, LONGEST_PASSWORD } from "../../identity/limits.ts";
import type { ListedSession } from "../../identity/sessions.ts";
import { deviceName } from "../device-name.ts";
import { past } from "../past.ts";
import type { Words } from "../words/fr.ts";
import { layout, type View } from "./layout.ts";
import { ICONS } from "./mark.ts";
import { accountField, field, notice, problem } from "./parts.ts";
import { newPasswordFields } from "./password-view.ts";

export interface AccountViewOptions {
  readonly words: Words;
  readonly person: Person;
  readonly sessions: readonly ListedSession[];
  readonly keys: readonly ListedKey[];
  readonly nowMs: number;
  readonly done?: string;
  /** Shown this once. */
  readonly newKey?: { readonly name: string; readonly key: string };
  readonly keyError?: string;
  readonly passwordError?: string;
}

export function accountView(options: AccountViewOptions): View {
  const { words, person, done } = options;
  return layout({
    words,
    title: words.account.title,
    email: person.email,
    shape: "page",
    children: html`<h1>${words.account.title}</h1>
      ${done === undefined ? null : notice(done)} ${sessionsCard(options)} ${keysCard(options)} ${passwordCard(options)}`,
  });
}

function sessionsCard({ words, person, sessions, nowMs }: AccountViewOptions): View {
  const { account } = words;
  const rows = sessions.map((session) => {
    const { kind, name } = deviceName(session.userAgent, words);
    const isThis = session.id === person.sessionId;
    return html`<li>
      <span class="kind">${ICONS[kind]}</span>
      <div>
        <p class="name">${name}${isThis ? html` <span class="tag">${account.thisBrowser}</span>` : null}</p>
        <p class="meta">
          ${account.signedIn}
          ${past(session.createdAt, nowMs, words)}${
            isUsedSince(session) ? `, ${account.used} ${past(session.usedAt, nowMs, words)}` : null
          }
        </p>
      </div>
      ${isThis ? null : action("/account/sessions", session.id, account.endSession, account.endSessionOf(name))}
    </li>`;
  });
  return html`<section class="card" aria-labelledby="sessions">
    <h2 id="sessions">${account.sessions}</h2>
    <p class="lead">${account.sessionsText}</p>
    <ul class="rows">
      ${rows}
    </ul>
    <p class="foot"><a href="/device">${account.connectDevice}</a></p>
  </section>`;
}

const MINUTE_MS = 60_000;
const isUsedSince = ({ createdAt, usedAt }: ListedSession) => usedAt.getTime() - createdAt.getTime() > MINUTE_MS;

function keysCard({ words, keys, nowMs, newKey, keyError }: AccountViewOptions): View {
  const { account } = words;
  const rows = keys.map(
    (key) =>
      html`<li>
        <span class="kind">${ICONS.key}</span>
        <div>
          <p class="name">${key.name} <code>${key.start}…</code></p>
          <p class="meta">
            ${account.created} ${past(key.createdAt, nowMs, words)},
            ${key.usedAt === null ? account.neverUsed : `${account.keyUsed} ${past(key.usedAt, nowMs, words)}`}
          </p>
        </div>
        ${action("/account/keys/delete", key.id, account.deleteKey, account.deleteKeyOf(key.name))}
      </li>`,
  );
  return html`<section class="card" aria-labelledby="keys">
    <h2 id="keys">${account.keys}</h2>
    <p class="lead">${account.keysText}</p>
    ${newKey === undefined ? null : shownOnce(words, newKey)}
    ${
      rows.length === 0
        ? html`<p class="none">${account.noKeys}</p>`
        : html`<ul class="rows">
            ${rows}
          </ul>`
    }
    <form class="inline" method="post" action="/account/keys">
      ${keyError === undefined ? null : problem(keyError)}
      ${field({
        name: "name",
        label: account.keyName,
        type: "text",
        autocomplete: "off",
        placeholder: account.keyNameExample,
        maxLength: LONGEST_KEY_NAME,
        isFocused: keyError !== undefined,
        isInvalid: keyError !== undefined,
      })}
      <button class="outline">${account.createKey}</button>
    </form>
  </section>`;
}

function shownOnce({ account }: Words, { name, key }: { readonly name: string; readonly key: string }): View {
  return html`<div class="banner info" role="status">
    ${ICONS.check}
    <div>
      <p>
        <strong>${account.newKey(name)}</strong><br />
        ${account.newKeyText}
      </p>
      <code class="secret" tabindex="0">${key}</code>
    </div>
  </div>`;
}

function passwordCard({ words, person, passwordError }: AccountViewOptions): View {
  const { account } = words;
  const isInvalid = passwordError !== undefined;
  return html`<section class="card" aria-labelledby="password">
    <h2 id="password">${words.password}</h2>
    <p class="lead">${account.passwordText}</p>
    <form method="post" action="/account/password">
      ${isInvalid ? problem(passwordError) : null} ${accountField(person.email)}
      ${field({
        name: "current_password",
        label: words.currentPassword,
        type: "password",
        autocomplete: "current-password",
        maxLength: LONGEST_PASSWORD,
        isFocused: isInvalid,
        isInvalid,
      })}
      ${newPasswordFields(words, { isFocused: false, isInvalid })}
      <button class="outline">${account.changePassword}</button>
    </form>
  </section>`;
}

/** A button for one row, whose name tells which one. */
const action = (path: string, id: string, label: string, name: string): View =>
  html`<form method="post" action="${path}">
    <input type="hidden" name="id" value="${id}" /><button class="small" aria-label="${name}">${label}</button>
  </form>`;
