import { expect, test } from "vitest";
import { screenMarkup } from "../../../../../electron/main/first-screen/screen-markup.ts";
import type { ScreenElement } from "../../../../../shared/ipc/remembered-screen.ts";

const element = (parts: Partial<ScreenElement>): ScreenElement => ({
  name: "div",
  attributes: {},
  style: {},
  children: [],
  ...parts,
});
const markupOf = (content: ScreenElement) => screenMarkup({ width: 1080, height: 760, contentWidth: 1070, content });

test("can't be used and is not read aloud, and is shown at its own size only", () => {
  const { html, styles } = markupOf(element({ children: ["17.57 $"] }));
  expect(html).toBe('<div id="remembered" inert aria-hidden="true"><div class="">17.57 $</div></div>');
  expect(styles).toBe(
    "#remembered{display:none}@media (width:1080px) and (height:760px){#remembered{display:block;width:1070px}}",
  );
});

test("texts and values stay texts and values", () => {
  const hostile = `</div><script>"&'`;
  const { html } = markupOf(element({ attributes: { class: hostile }, children: [hostile] }));
  const escaped = "&lt;/div&gt;&lt;script&gt;&quot;&amp;'";
  expect(html).toContain(`<div class="${escaped}">${escaped}</div>`);
});

test("styles become rules, the same one once, and its names are none of the live screen's", () => {
  const gradient = element({ name: "linearGradient", attributes: { id: "curve" } });
  const path = element({ name: "path", style: { fill: 'url("#curve")', "stroke-width": "2" } });
  const clipped = element({ name: "g", attributes: { "clip-path": "url(#curve)", class: "grow" }, children: [path] });
  const { html, styles } = markupOf(element({ name: "svg", children: [gradient, clipped, path] }));
  expect(styles).toMatch(/}}\.remembered-0{fill:url\(#remembered-curve\);stroke-width:2}$/);
  expect(html).toContain('<linearGradient id="remembered-curve" class="">');
  expect(html).toContain('<g clip-path="url(#remembered-curve)" class="grow"><path class="remembered-0"></path></g>');
});
