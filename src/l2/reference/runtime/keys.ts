// The public keys that the wallet's accounts have on one reference rollup. The signer derives them while it is unlocked; they
// are public, and kept so that balances can be told while it is locked. They prove nothing.

import type { Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { Store } from "../../../source/ports.ts";
import type { OwnParts } from "../../runtime.ts";
import type { RollupKey } from "../checks/transfer.ts";

const keys = d.list(
	d.record({ address: d.address, key: d.record({ ax: d.hash, ay: d.hash }) }),
	64,
);

/** The key of an account. @throws locked until the signer has told it once; account-watch for one that nothing here signs for */
export type KeyOf = (account: Hex) => Promise<RollupKey>;

export const openKeys = (
	store: Store,
	chainId: number,
	ask: OwnParts["askKeys"],
): KeyOf => {
	const place = `rollup-keys.${chainId}`;
	const known = new Map<Hex, RollupKey>();
	const learn = (told: Awaited<ReturnType<typeof ask>>): void => {
		for (const { address: account, key } of told) known.set(account, key);
	};
	return async (account) => {
		if (!known.has(account)) {
			const stored = await store.get("settings", place);
			if (stored !== undefined)
				try {
					learn(keys(d.parseJson(stored), "keys"));
				} catch {
					// what does not decode is lost; the signer tells them again
				}
		}
		if (!known.has(account)) {
			const told = await ask();
			learn(told);
			await store.put("settings", place, JSON.stringify(told));
		}
		const key = known.get(account);
		if (key === undefined)
			throw new Fault("account-watch", `no key of ${account} is here`);
		return key;
	};
};
