import { type Look, lookName, type Scene } from "./scene.ts";

const STYLE = `
  body { margin: 16px; font: 13px system-ui; background: #888; color: #000; }
  main { display: grid; grid-template-columns: repeat(6, 1fr); gap: 12px; }
  figure { margin: 0; }
  a { display: block; max-height: 640px; overflow: hidden; }
  img { display: block; width: 100%; }
`;

/** A page that shows every scene in every look, small; each leads to the whole picture. */
export function sheetHtml(scenes: readonly Scene[], looks: readonly Look[]): string {
  const figures = scenes.flatMap(({ name }) =>
    looks.map((look) => {
      const file = `${name}-${lookName(look)}.png`;
      return `<figure>${name}, ${lookName(look)}<a href="${file}"><img src="${file}" alt="" /></a></figure>`;
    }),
  );
  return `<!doctype html><meta charset="utf-8" /><title>Décompte</title><style>${STYLE}</style><main>${figures.join("\n")}</main>`;
}
