/** Work that is done once however often it is asked for; after a failure, the next who asks has it tried again. */
export function restartable(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | null = null;
  return () => {
    current ??= work().catch((error: unknown) => {
      current = null;
      throw error;
    });
    return current;
  };
}
