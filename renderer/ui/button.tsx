import { clsx } from "clsx";
import type { ComponentProps } from "react";

const LOOKS = {
  primary: "h-10 bg-primary px-4 text-primary-foreground hover:bg-primary/88",
  outline: "h-9 border border-input bg-card px-3.5 hover:bg-muted",
  ghost: "h-9 px-2.5 text-muted-foreground hover:bg-muted hover:text-foreground",
  icon: "size-9 text-muted-foreground hover:bg-muted hover:text-foreground",
  link: "text-muted-foreground underline decoration-muted-foreground/40 underline-offset-4 hover:text-foreground",
} as const;

interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: keyof typeof LOOKS;
}

export function Button({ look = "outline", className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={clsx(
        "focus-ring inline-flex shrink-0 items-center justify-center gap-2 rounded-md text-sm font-medium whitespace-nowrap",
        "transition-colors disabled:pointer-events-none disabled:opacity-60 aria-disabled:opacity-60",
        LOOKS[look],
        className,
      )}
      {...rest}
    />
  );
}
