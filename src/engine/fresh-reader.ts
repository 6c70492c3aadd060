// The one door by which what is read of a chain leaves: every answer of a reader is asked for its age before it is looked for
// and again when it is there, for a read may wait for heads that never come.

import type { StateBasis } from "../trust/grade.ts";
import type { Reader } from "./reader.ts";

/**
 * The same reader, which answers nothing while the check throws: the wallet is out of touch, or locked.
 * @param check throws when no answer may leave now
 */
export const freshReader = <B extends StateBasis>(
	check: () => void,
	reader: Reader<B>,
): Reader<B> => {
	const fresh = async <T>(ask: () => Promise<T>): Promise<T> => {
		check();
		const answer = await ask();
		check();
		return answer;
	};
	const { chainId, basis, read, block, receipt } = reader;
	return {
		chainId,
		basis: (tag) => fresh(() => basis(tag)),
		read: (wanted, tag, signal) => fresh(() => read(wanted, tag, signal)),
		block: block === null ? null : (tag) => fresh(() => block(tag)),
		receipt:
			receipt === null ? null : (hash, tag) => fresh(() => receipt(hash, tag)),
	};
};
