import { clsx } from "clsx";

interface ChoiceOptionProps {
  /** The same for all that belong together. */
  readonly name: string;
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** One of a few choices that stand side by side. */
export function ChoiceOption({ name, label, isChosen, onChoose }: ChoiceOptionProps) {
  return (
    <label
      className={clsx(
        "inline-flex h-9 items-center rounded-md border px-2.5 text-sm sm:px-3 transition-colors",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        isChosen ? "border-primary bg-primary text-primary-foreground" : "border-input bg-card hover:bg-muted",
      )}
    >
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} className="sr-only" />
      {label}
    </label>
  );
}
