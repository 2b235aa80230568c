/**
 * Does work one at a time. Whoever asks meanwhile has it done once more, by which what runs is overtaken; the answer
 * settles once nothing more was asked for. The work tells its failures itself.
 */
export function latestOnly(work: (isOvertaken: () => boolean) => Promise<void>): () => Promise<void> {
  let asked = 0;
  let running: Promise<void> | null = null;

  async function runAll(): Promise<void> {
    try {
      for (let mine = -1; mine !== asked;) {
        mine = asked;
        await work(() => mine !== asked);
      }
    } finally {
      running = null;
    }
  }

  return () => {
    asked += 1;
    running ??= runAll();
    return running;
  };
}
