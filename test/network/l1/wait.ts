// Waiting for the network, without a guess at how long.

/** Asks every 100 ms until the answer is not undefined. @throws Error naming `what` after `timeoutMs`. */
export const waitFor = async <T>(
	what: string,
	ask: () => Promise<T | undefined>,
	timeoutMs = 60_000,
): Promise<T> => {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
};
