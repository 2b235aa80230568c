import { clsx } from "clsx";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";

interface SecretFieldProps extends ComponentProps<"input"> {
  readonly showLabel: string;
  readonly hideLabel: string;
}

/** A one-line field whose text is hidden until asked for. The browser neither completes, corrects nor stores it. */
export function SecretField({ showLabel, hideLabel, className, ...rest }: SecretFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <input
        type={isShown ? "text" : "password"}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={clsx(
          "focus-ring h-10 w-full min-w-0 rounded-md border border-field bg-card pr-11 pl-3 font-mono text-sm select-text",
          "placeholder:text-muted-foreground/80 read-only:opacity-70 aria-invalid:border-danger",
          className,
        )}
        {...rest}
      />
      <button
        type="button"
        aria-label={isShown ? hideLabel : showLabel}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
        className="focus-ring absolute inset-y-1 right-1 flex w-9 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </div>
  );
}
