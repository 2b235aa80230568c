/**
 * Joins those who ask the same at the same time: whoever comes before a read begins shares its answer, whoever comes
 * later gets that of the next one. So there is one read of a key at a time, and no answer is older than its question.
 */
export function shareReads<Answer>(read: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const running = new Map<string, Promise<Answer>>();
  const waiting = new Map<string, Promise<Answer>>();

  return (key) => {
    const joined = waiting.get(key);
    if (joined !== undefined) return joined;
    const begin = (): Promise<Answer> => {
      waiting.delete(key);
      const answer = read(key).finally(() => {
        if (running.get(key) === answer) running.delete(key);
      });
      running.set(key, answer);
      return answer;
    };
    const next = Promise.resolve(running.get(key)).then(begin, begin);
    waiting.set(key, next);
    return next;
  };
}
