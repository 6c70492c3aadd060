// Owners of a Safe that are contracts, by their proved code: nobody can sign for one, so it agrees by a transaction of its own.

import type { Hex } from "../../base/bytes.ts";
import { delegateIn } from "../../evidence/delegation-order.ts";
import type { SafeView } from "../../protocol/safe-ui.ts";
import { emptyCodeHash } from "../../state/account.ts";
import { isSafeProxy } from "../../state/safe-layout.ts";
import type { Reader } from "../reader.ts";

/** So many are looked at; of others nothing is said. */
const mostLooked = 12;

export const contractsAmong = async (
	reader: Reader,
	owners: readonly Hex[],
): Promise<SafeView["contracts"]> => {
	const wanted = owners
		.slice(0, mostLooked)
		.map((address) => ({ address, slots: [], code: true }));
	const { reads } = await reader.read(wanted, "latest");
	return reads.flatMap(({ account, code }) => {
		const { address, codeHash } = account.value;
		// an account that runs another's code still has a key (EIP-7702)
		const isKey =
			codeHash === emptyCodeHash ||
			(code !== null && delegateIn(code.value.bytes) !== null);
		return isKey ? [] : [{ address, isSafe: isSafeProxy(codeHash) }];
	});
};
