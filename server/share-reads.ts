/** Resolves once all that has come in over the network by now was handed out: whoever asks in it is in time. */
const arrivals = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The reads of one question: those that run, by when they end, and the one that is about to begin. */
interface Reads<Answer> {
  readonly running: Set<Promise<void>>;
  next?: Promise<Answer> | undefined;
}

interface Sharing<Question> {
  /** The same for the same question, and for no other. */
  readonly keyOf?: (question: Question) => string;
  /** Reads of one question. By default two: while one is on its way to the database, the other's answer is handed out. */
  readonly mostAtOnce?: number;
}

/**
 * Joins those who ask the same at the same time: whoever comes before a read begins shares its answer, whoever comes
 * later gets that of the next one. So few reads of a question run at a time, and no answer is older than its question.
 */
export function shareReads<Answer, Question = string>(
  read: (question: Question) => Promise<Answer>,
  { keyOf = String, mostAtOnce = 2 }: Sharing<Question> = {},
): (question: Question) => Promise<Answer> {
  const readsOf = new Map<string, Reads<Answer>>();

  async function readNext(key: string, reads: Reads<Answer>, question: Question): Promise<Answer> {
    if (reads.running.size === mostAtOnce) await Promise.race(reads.running);
    await arrivals();
    reads.next = undefined;
    const answer = read(question);
    const end = (): void => {
      reads.running.delete(ended);
      if (reads.running.size === 0 && reads.next === undefined) readsOf.delete(key);
    };
    const ended = answer.then(end, end);
    reads.running.add(ended);
    return answer;
  }

  return (question) => {
    const key = keyOf(question);
    const reads = readsOf.get(key) ?? { running: new Set() };
    readsOf.set(key, reads);
    return (reads.next ??= readNext(key, reads, question));
  };
}
