interface TickLabelProps {
  /** Given by the axis, which clones the element for each tick. */
  readonly x?: number;
  readonly y?: number;
  readonly text?: string | number;
  readonly textAnchor?: "start" | "middle" | "end";
  readonly verticalAnchor?: "start" | "middle" | "end";
}

const BASELINE = { start: "0.71em", middle: "0.355em", end: "0" } as const;

/** One line of text at a tick. Victory's own label measures every text first, for line breaks that a tick never has. */
export function TickLabel({ x = 0, y = 0, text, textAnchor = "middle", verticalAnchor = "middle" }: TickLabelProps) {
  return (
    <text
      x={x}
      y={y}
      dy={BASELINE[verticalAnchor]}
      textAnchor={textAnchor}
      className="fill-muted-foreground text-xs tabular-nums"
    >
      {text}
    </text>
  );
}
