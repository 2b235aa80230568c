/** The look of a one-line field. */
export const FIELD =
  "focus-ring h-9 min-w-0 rounded-md border border-field bg-card px-3 text-sm select-text placeholder:text-muted-foreground/80 aria-invalid:border-danger";
