import { createHash } from "node:crypto";

/** The pages are of the window's family: the colours are those of `renderer/styles/colors.css`, which a test holds. */
export const STYLE_SHEET = `:root {
  --background: oklch(0.985 0.002 95);
  --foreground: oklch(0.19 0.008 265);
  --card: oklch(1 0 0);
  --muted: oklch(0.962 0.003 265);
  --muted-foreground: oklch(0.49 0.012 265);
  --border: oklch(0.915 0.004 265);
  --input: oklch(0.87 0.006 265);
  --field: oklch(0.64 0.01 265);
  --primary: oklch(0.24 0.012 265);
  --primary-foreground: oklch(0.985 0 0);
  --ring: oklch(0.55 0.11 172);
  --chart: oklch(0.58 0.115 172);
  --info: oklch(0.5 0.1 172);
  --info-surface: oklch(0.97 0.018 172);
  --info-border: oklch(0.88 0.045 172);
  --danger: oklch(0.5 0.18 27);
  --danger-surface: oklch(0.975 0.014 22);
  --danger-border: oklch(0.89 0.05 20);
  color-scheme: light;
}

@media (prefers-color-scheme: dark) {
  :root {
    --background: oklch(0.165 0.006 265);
    --foreground: oklch(0.955 0.003 265);
    --card: oklch(0.205 0.008 265);
    --muted: oklch(0.265 0.009 265);
    --muted-foreground: oklch(0.725 0.012 265);
    --border: oklch(0.285 0.009 265);
    --input: oklch(0.36 0.01 265);
    --field: oklch(0.54 0.012 265);
    --primary: oklch(0.945 0.003 265);
    --primary-foreground: oklch(0.2 0.01 265);
    --ring: oklch(0.7 0.12 172);
    --chart: oklch(0.76 0.13 172);
    --info: oklch(0.82 0.1 172);
    --info-surface: oklch(0.24 0.03 172);
    --info-border: oklch(0.36 0.05 172);
    --danger: oklch(0.78 0.12 22);
    --danger-surface: oklch(0.235 0.028 22);
    --danger-border: oklch(0.4 0.085 22);
    color-scheme: dark;
  }
}

*, ::before, ::after { box-sizing: border-box; }

body {
  margin: 0;
  min-width: 20rem;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  background: var(--background);
  color: var(--foreground);
  font: 0.875rem/1.375rem system-ui, -apple-system, "Segoe UI", "Noto Sans", Cantarell, Ubuntu, "Helvetica Neue", sans-serif;
  -webkit-font-smoothing: antialiased;
}

h1, h2, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 1.5rem; line-height: 2rem; font-weight: 600; letter-spacing: -0.025em; text-wrap: balance; }
h2 { font-size: 0.9375rem; line-height: 1.375rem; font-weight: 600; letter-spacing: -0.025em; }
p { text-wrap: pretty; }
a { color: inherit; text-underline-offset: 0.25em; text-decoration-color: color-mix(in oklab, currentColor 40%, transparent); }
a:hover { text-decoration-color: currentColor; }
::selection { background: color-mix(in oklab, var(--chart) 28%, transparent); }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }

main { width: 100%; margin: 0 auto; padding: 1.5rem 1rem 3rem; display: flex; flex-direction: column; gap: 1.25rem; }
.door main { max-width: 28rem; flex-grow: 1; justify-content: center; }
.page main { max-width: 46rem; }
.page h1 { margin: 0.5rem 0 0; }

.bar {
  width: 100%;
  max-width: 46rem;
  margin: 0 auto;
  padding: 1.25rem 1rem 0.25rem;
  display: flex;
  align-items: center;
  gap: 0.75rem;
}

.bar .home { display: flex; align-items: center; gap: 0.5rem; font-weight: 600; text-decoration: none; border-radius: 0.375rem; }
.bar .mark { width: 1.75rem; height: 1.75rem; }
.bar .who { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: right; color: var(--muted-foreground); }

.head { text-align: center; margin-bottom: 0.25rem; }
.head .mark { width: 3rem; height: 3rem; margin-bottom: 0.75rem; }
.head p { margin-top: 0.375rem; font-size: 1rem; line-height: 1.5rem; color: var(--muted-foreground); text-wrap: balance; }

.card {
  border: 1px solid var(--border);
  border-radius: 0.75rem;
  background: var(--card);
  padding: 1.25rem;
  box-shadow: 0 1px 2px rgb(0 0 0 / 0.03);
}
.card > form { display: flex; flex-direction: column; gap: 1rem; }
.card .lead { margin: 0.25rem 0 1rem; color: var(--muted-foreground); }
.note { padding: 0 0.5rem; text-align: center; color: var(--muted-foreground); text-wrap: balance; }
.hint, .meta, .none, .foot { color: var(--muted-foreground); }
.hint { font-size: 0.8125rem; line-height: 1.25rem; }
.foot { border-top: 1px solid var(--border); padding-top: 1rem; }

.field { display: flex; flex-direction: column; gap: 0.375rem; }
label { font-weight: 500; }
input {
  width: 100%;
  height: 2.5rem;
  padding: 0 0.75rem;
  border: 1px solid var(--field);
  border-radius: 0.375rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
input::placeholder { color: var(--muted-foreground); opacity: 0.8; }
input[aria-invalid] { border-color: var(--danger); }
input.code { height: 3rem; text-align: center; text-transform: uppercase; }
.code, code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
.code { font-size: 1.25rem; letter-spacing: 0.125em; }
p.code { padding: 0.875rem; border-radius: 0.5rem; background: var(--muted); text-align: center; font-size: 1.5rem; line-height: 2rem; font-weight: 600; }

button {
  height: 2.25rem;
  padding: 0 0.875rem;
  border: 1px solid transparent;
  border-radius: 0.375rem;
  background: none;
  color: inherit;
  font: inherit;
  font-weight: 500;
  white-space: nowrap;
}
.primary { height: 2.5rem; padding: 0 1rem; background: var(--primary); color: var(--primary-foreground); }
.primary:hover { background: color-mix(in oklab, var(--primary) 88%, transparent); }
.outline, .small { border-color: var(--input); background: var(--card); }
.outline { height: 2.5rem; }
.small { height: 2rem; padding: 0 0.75rem; font-size: 0.8125rem; }
.outline:hover, .small:hover, .quiet:hover { background: var(--muted); }
.quiet { color: var(--muted-foreground); padding: 0 0.625rem; margin-right: -0.625rem; }
.quiet:hover { color: var(--foreground); }
.link { height: auto; padding: 0; text-decoration: underline; text-underline-offset: 0.25em; font-weight: inherit; }
.wide { width: 100%; }
.choices { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; }

.banner { display: flex; gap: 0.625rem; padding: 0.75rem 0.875rem; border: 1px solid; border-radius: 0.625rem; }
.banner > div { min-width: 0; flex: 1; }
.banner.info { border-color: var(--info-border); background: var(--info-surface); }
.banner.danger { border-color: var(--danger-border); background: var(--danger-surface); }
.banner.info .icon { color: var(--info); }
.banner.danger .icon { color: var(--danger); }
.icon { flex: none; width: 1.125rem; height: 1.125rem; margin-top: 0.125rem; }

.rows { list-style: none; }
.rows li { display: flex; align-items: center; gap: 0.75rem; padding: 0.75rem 0; border-top: 1px solid var(--border); }
.rows li > div { flex: 1; min-width: 0; }
.kind { align-self: flex-start; color: var(--muted-foreground); }
.name { font-weight: 500; overflow-wrap: anywhere; }
.name code { margin-left: 0.25rem; font-size: 0.8125rem; font-weight: 400; color: var(--muted-foreground); }
.meta { font-size: 0.8125rem; line-height: 1.25rem; }
.tag {
  display: inline-block;
  margin-left: 0.25rem;
  padding: 0 0.5rem;
  border: 1px solid var(--info-border);
  border-radius: 1rem;
  background: var(--info-surface);
  color: var(--info);
  font-size: 0.75rem;
  line-height: 1.125rem;
  white-space: nowrap;
}
.none { border-top: 1px solid var(--border); padding: 0.75rem 0; }

.inline { border-top: 1px solid var(--border); padding-top: 1rem; flex-direction: row; flex-wrap: wrap; align-items: flex-end; gap: 0.75rem; }
.card > .inline { flex-direction: row; gap: 0.75rem; }
.inline .banner { flex-basis: 100%; }
.inline .field { flex: 1 1 14rem; }
.secret {
  display: block;
  margin-top: 0.625rem;
  padding: 0.625rem 0.75rem;
  border: 1px solid var(--info-border);
  border-radius: 0.375rem;
  background: var(--card);
  overflow-wrap: anywhere;
  user-select: all;
}
.rows + .inline, .banner + .rows { margin-top: 0; }
.banner + .rows, .banner + .none { margin-top: 1rem; }

dl { display: grid; grid-template-columns: auto 1fr; gap: 0.375rem 1rem; }
dt { color: var(--muted-foreground); }
dd { min-width: 0; text-align: right; overflow-wrap: anywhere; }

.outcome { display: flex; flex-direction: column; align-items: center; gap: 0.5rem; padding: 2rem 1.25rem; text-align: center; }
.outcome p { color: var(--muted-foreground); text-wrap: balance; }
.outcome a { margin-top: 0.5rem; }
.outcome .icon { width: 2.5rem; height: 2.5rem; margin: 0; }
.good { color: var(--chart); }
.muted { color: var(--muted-foreground); }
.bad { color: var(--danger); }

@media (max-width: 30rem) {
  .bar .home span { display: none; }
  .inline button { flex: 1 1 100%; }
}

@media (min-width: 40rem) {
  .page .card > form:not(.inline) { max-width: 24rem; }
  .page .card > form:not(.inline) > button { align-self: flex-start; }
  .card { padding: 1.5rem; }
  main { padding-block: 2rem 4rem; }
}
`;

/** Its address changes with its content, so that a browser may keep it for ever. */
export const STYLE_PATH = `/pages/style.${createHash("sha256").update(STYLE_SHEET).digest("hex").slice(0, 12)}.css`;
