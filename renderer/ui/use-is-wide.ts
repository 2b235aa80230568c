import { useSyncExternalStore } from "react";

/** As Tailwind's `xl`: cards stand beside each other. */
const WIDE = "(min-width: 80rem)";

export const useIsWide = (): boolean => useSyncExternalStore(onTurn, () => matchMedia(WIDE).matches);

function onTurn(tell: () => void): () => void {
  const media = matchMedia(WIDE);
  media.addEventListener("change", tell);
  return () => media.removeEventListener("change", tell);
}
