// The nonce of a new order, whatever the chain.

/** The first from the proved one on that nothing under way has taken. */
export const nextNonce = (
	proved: number,
	underWay: readonly number[],
): number => {
	const taken = new Set(underWay);
	let nonce = proved;
	while (taken.has(nonce)) nonce++;
	return nonce;
};
