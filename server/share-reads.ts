/** Resolves once all that has come in over the network by now was handed out: whoever asks in it is in time. */
const arrivals = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Joins those who ask the same at the same time: whoever comes before a read begins shares its answer, whoever comes
 * later gets that of the next one. So there is one read of a question at a time, and no answer is older than its question.
 *
 * @param keyOf the same for the same question, and for no other
 */
export function shareReads<Answer, Question = string>(
  read: (question: Question) => Promise<Answer>,
  keyOf: (question: Question) => string = String,
): (question: Question) => Promise<Answer> {
  const running = new Map<string, Promise<Answer>>();
  const waiting = new Map<string, Promise<Answer>>();

  return (question) => {
    const key = keyOf(question);
    const joined = waiting.get(key);
    if (joined !== undefined) return joined;
    const begin = (): Promise<Answer> => {
      waiting.delete(key);
      const answer = read(question).finally(() => {
        if (running.get(key) === answer) running.delete(key);
      });
      running.set(key, answer);
      return answer;
    };
    const next = Promise.resolve(running.get(key))
      .catch(() => undefined)
      .then(arrivals)
      .then(begin);
    waiting.set(key, next);
    return next;
  };
}
