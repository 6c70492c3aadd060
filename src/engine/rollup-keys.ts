// The public keys that the wallet's accounts have on rollups of kind reference-v1. The signer derives them while it is
// unlocked; they are public, and kept so that balances can be told while it is locked. They prove nothing.

import type { Hex } from "../base/bytes.ts";
import { address, hash, list, parseJson, record } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { RollupKey } from "../l2/reference/checks/transfer.ts";
import type { Store } from "../source/ports.ts";

const keys = list(record({ address, key: record({ ax: hash, ay: hash }) }), 64);

export type AskKeys = (
	chainId: number,
) => Promise<readonly { readonly address: Hex; readonly key: RollupKey }[]>;

export type RollupKeys = {
	/** The key of an account on a rollup. @throws locked until the signer has told it once */
	readonly of: (account: Hex, chainId: number) => Promise<RollupKey>;
};

export const openRollupKeys = (store: Store, ask: AskKeys): RollupKeys => {
	const known = new Map<string, RollupKey>();
	const nameOf = (account: Hex, chainId: number): string =>
		`${chainId} ${account}`;
	const learn = (chainId: number, told: Awaited<ReturnType<AskKeys>>): void => {
		for (const { address: account, key } of told)
			known.set(nameOf(account, chainId), key);
	};
	return {
		of: async (account, chainId) => {
			const name = nameOf(account, chainId);
			const place = `rollup-keys.${chainId}`;
			if (!known.has(name)) {
				const stored = await store.get("settings", place);
				if (stored !== undefined)
					try {
						learn(chainId, keys(parseJson(stored), "keys"));
					} catch {
						// what does not decode is lost; the signer tells them again
					}
			}
			if (!known.has(name)) {
				const told = await ask(chainId);
				learn(chainId, told);
				await store.put("settings", place, JSON.stringify(told));
			}
			const key = known.get(name);
			if (key === undefined)
				throw new Fault("no-vault", `${account} is not of this vault`);
			return key;
		},
	};
};
