import { html } from "hono/html";
import type { DeviceRequest } from "../../identity/device-requests.ts";
import { deviceName } from "../device-name.ts";
import { past } from "../past.ts";
import type { Words } from "../words/fr.ts";
import { doorHead, layout, type View } from "./layout.ts";
import { ICONS } from "./mark.ts";
import { field, problem } from "./parts.ts";

interface DeviceViewOptions {
  readonly words: Words;
  readonly email: string;
}

/** Asks for the code that the app shows. */
export function typeCodeView(options: DeviceViewOptions & { readonly code: string; readonly error?: string }): View {
  const { words, email, code, error } = options;
  const { title, typeCode, submitCode } = words.device;
  return layout({
    words,
    title,
    email,
    shape: "door",
    children: html`${doorHead(title, typeCode, { hasBar: true })}
      <section class="card" aria-label="${title}">
        <form method="get" action="/device">
          ${error === undefined ? null : problem(error)}
          ${field({
            name: "user_code",
            label: words.device.code,
            type: "text",
            autocomplete: "off",
            value: code,
            placeholder: "ABCD-EFGH",
            maxLength: 20,
            isFocused: true,
            isInvalid: error !== undefined,
            isCode: true,
          })}
          <button class="primary wide">${submitCode}</button>
        </form>
      </section>`,
  });
}

/** Shows what asks, and asks whether it may. */
export function approveView(
  options: DeviceViewOptions & { readonly request: DeviceRequest; readonly nowMs: number },
): View {
  const { words, email, request, nowMs } = options;
  const { device } = words;
  return layout({
    words,
    title: device.title,
    email,
    shape: "door",
    children: html`${doorHead(device.question, device.compare, { hasBar: true })}
      <section class="card" aria-label="${device.question}">
        <form method="post" action="/device">
          <p class="code" aria-label="${device.code}">${shown(request.userCode)}</p>
          <dl>
            <dt>${device.device}</dt>
            <dd>${deviceName(request.userAgent, words).name}</dd>
            <dt>${device.asked}</dt>
            <dd>${past(request.askedAt, nowMs, words)}</dd>
            <dt>${device.account}</dt>
            <dd>${email}</dd>
          </dl>
          <p class="hint">${device.warning}</p>
          <input type="hidden" name="user_code" value="${request.userCode}" />
          <div class="choices">
            <button class="outline" name="decision" value="deny">${device.deny}</button>
            <button class="primary" name="decision" value="approve">${device.approve}</button>
          </div>
        </form>
      </section>`,
  });
}

export function decidedView(options: DeviceViewOptions & { readonly isApproved: boolean }): View {
  const { words, email, isApproved } = options;
  const { device } = words;
  const title = isApproved ? device.approved : device.denied;
  return layout({
    words,
    title,
    email,
    shape: "door",
    children: html`<section class="card outcome" role="status">
      <span class="${isApproved ? "good" : "muted"}">${isApproved ? ICONS.check : ICONS.refused}</span>
      <h1>${title}</h1>
      <p>${isApproved ? device.approvedText : device.deniedText}</p>
      <a href="/account">${device.seeAccount}</a>
    </section>`,
  });
}

/** In two groups, as apps show it. */
const shown = (code: string) => (code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code);
