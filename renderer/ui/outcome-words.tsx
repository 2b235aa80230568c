import { clsx } from "clsx";
import { useEffect, useRef } from "react";

const TONES = { quiet: "text-muted-foreground", good: "text-info", bad: "text-warning" } as const;

interface OutcomeWordsProps {
  /** Null while there is nothing to say. */
  readonly text: string | null;
  readonly tone: keyof typeof TONES;
  readonly className?: string;
}

/** What became of what was asked for, brought into sight where it would come below the edge. */
export function OutcomeWords({ text, tone, className }: OutcomeWordsProps) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (text !== null) words.current?.scrollIntoView({ block: "nearest" });
  }, [text]);
  return (
    <p
      ref={words}
      role="status"
      className={clsx("text-note leading-5 text-pretty empty:hidden", TONES[tone], className)}
    >
      {text}
    </p>
  );
}
