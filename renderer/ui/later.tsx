import { type ComponentType, useEffect, useSyncExternalStore } from "react";

const loads: (() => Promise<void>)[] = [];

/**
 * A part of the screen that the first picture can do without: its code is loaded once that is painted, and `Standin`, or
 * nothing, is shown meanwhile. Unlike `lazy` of React it never waits once it has come.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Standin: ComponentType<Props> = Nothing,
): ComponentType<Props> {
  let Part: ComponentType<Props> | null = null;
  let coming: Promise<void> | null = null;
  const listeners = new Set<() => void>();
  const loadOnce = () =>
    (coming ??= load().then((loaded) => {
      Part = loaded;
      for (const listener of listeners) listener();
    }));
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  loads.push(loadOnce);
  return function Later(props: Props) {
    const Loaded = useSyncExternalStore(subscribe, () => Part);
    useEffect(() => void loadOnce(), []);
    return Loaded === null ? <Standin {...props} /> : <Loaded {...props} />;
  };
}

function Nothing(): null {
  return null;
}

/** Loads all such parts, and those that come with them. */
export async function loadLaterParts(): Promise<void> {
  let known = 0;
  while (known < loads.length) {
    known = loads.length;
    await Promise.all(loads.map((load) => load()));
  }
}
