import { clsx } from "clsx";

/** A quiet block where a figure is about to be. */
export function Skeleton({ className }: { readonly className: string }) {
  return <div aria-hidden className={clsx("animate-pulse rounded-md bg-muted", className)} />;
}
