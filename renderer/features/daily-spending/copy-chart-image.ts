import { AppError } from "../../../shared/errors.ts";
import { desktop } from "../../desktop.ts";
import { chartPicture, type Picture } from "./chart-picture.ts";

/** For screens with more pixels than the one that it was copied on. */
const SCALE = 2;

interface Words {
  readonly title: string;
  readonly lines: readonly [string, string];
}

/** Has main put the chart in `container` on the clipboard, as a PNG. */
export async function copyChartImage(container: Element, words: Words): Promise<void> {
  const chart = container.querySelector<SVGSVGElement>("svg[data-chart]");
  if (chart === null) return;
  const context = document.createElement("canvas").getContext("2d");
  const widthOf = (text: string, font: string): number => {
    if (context === null) return 0;
    context.font = font;
    return context.measureText(text).width;
  };
  const legend = [...container.querySelectorAll("[data-legend] > [data-series]")];
  const picture = chartPicture({ chart, legend, ...words, widthOf });
  await desktop.copyImage({ png: await drawn(picture) });
}

/** The page's policy lets an image come from `data:` alone. */
async function drawn({ svg, width, height }: Picture): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  const context = canvas.getContext("2d");
  context?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (context === null || blob === null) throw new AppError("internal", "The chart could not be drawn");
  return new Uint8Array(await blob.arrayBuffer());
}
