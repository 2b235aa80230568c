type Call = (...args: readonly unknown[]) => unknown;

/** The same methods, each of whose calls goes through `around`. */
export function aroundCalls<Methods extends object>(
  methods: Methods,
  around: (call: () => Promise<unknown>) => Promise<unknown>,
): Methods {
  const calls = Object.entries(methods).map(([name, call]) => [
    name,
    (...args: readonly unknown[]) => around(async () => (call as Call)(...args)),
  ]);
  return Object.fromEntries(calls) as Methods; // Each method stays what it was, in all but when and how often it is called.
}
