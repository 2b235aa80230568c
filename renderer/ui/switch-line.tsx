import { clsx } from "clsx";
import { Switch } from "radix-ui";
import { useId } from "react";

interface SwitchLineProps {
  readonly title: string;
  readonly text: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is on or off, with what that means. */
export function SwitchLine({ title, text, isOn, isDisabled = false, onChange }: SwitchLineProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0 text-sm">
        <label htmlFor={id} className="leading-5.5 font-medium">
          {title}
        </label>
        <p id={`${id}-text`} className="text-note leading-5 text-pretty text-muted-foreground">
          {text}
        </p>
      </div>
      <Switch.Root
        id={id}
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={onChange}
        aria-describedby={`${id}-text`}
        className={clsx(
          "focus-ring mt-0.5 h-5.5 w-9.5 shrink-0 rounded-full border transition-colors",
          "disabled:opacity-50",
          "border-field bg-muted data-[state=checked]:border-primary data-[state=checked]:bg-primary",
        )}
      >
        <Switch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-field transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-primary-foreground" />
      </Switch.Root>
    </div>
  );
}
