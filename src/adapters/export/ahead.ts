/**
 * What `act` gives for each of the list, in its order, while it is at work on up to `count` at a time: one is read while
 * another is reckoned. Whoever stops early waits for those that are under way; what they come to is nobody's business then.
 */
export async function* ahead<T, R>(list: readonly T[], count: number, act: (one: T) => Promise<R>): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  const begin = (one: T) => {
    const begun = act(one);
    begun.catch(() => undefined); // told when its turn comes
    underWay.push(begun);
  };
  for (const one of list.slice(0, count)) begin(one);
  let next = count;
  try {
    for (let first = underWay.shift(); first !== undefined; first = underWay.shift()) {
      const result = await first;
      const following = list[next++];
      if (following !== undefined) begin(following);
      yield result;
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
