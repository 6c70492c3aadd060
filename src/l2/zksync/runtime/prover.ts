// Accounts and slots of a ZKsync chain by its nodes' proofs: asked by the number of the batch, and concluded by the rules in
// checks/tree.ts. What was proved under one state is kept while that is the newest.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import { emptyCodeHash } from "../../../state/account.ts";
import type { ProvedAccount, WantedAccount } from "../../../state/capture.ts";
import { proveCode } from "../../../state/slot.ts";
import type { Account, Slot } from "../../../state/values.ts";
import type { StateBasis } from "../../../trust/grade.ts";
import { servedBy } from "../../../trust/served.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import type { StateProver } from "../../rollup.ts";
import {
	accountPlaces,
	concludeZksyncAccount,
	concludeZksyncSlot,
	type Place,
	type TreeClaim,
} from "../checks/tree.ts";
import type { ZksyncState } from "../checks/values.ts";
import { askTree, mostKeys, type TreeRequest } from "./node.ts";

/** Slots that one question may come to, accounts having three each. */
const mostPlaces = 512;
/** Conclusions kept at most, of one state. */
const mostKept = 4_096;

const nameOf = ({ address, key }: Place): string => `${address} ${key}`;

/** One request a contract, and no more slots in one than a node is asked at once. */
const requestsFor = (places: readonly Place[]): readonly TreeRequest[] => {
	const byContract = new Map<Hex, Hex[]>();
	for (const { address, key } of new Map(
		places.map((one) => [nameOf(one), one]),
	).values())
		byContract.set(address, [...(byContract.get(address) ?? []), key]);
	return [...byContract].flatMap(([address, keys]) =>
		Array.from({ length: Math.ceil(keys.length / mostKeys) }, (_, i) => ({
			address,
			keys: keys.slice(i * mostKeys, (i + 1) * mostKeys),
		})),
	);
};

/** What is proved of one state. */
type StateProofs = {
	readonly accounts: Map<Hex, Verified<Account>>;
	readonly slots: Map<string, Verified<Slot>>;
};

const missingIn = (
	{ accounts, slots }: StateProofs,
	wanted: readonly WantedAccount[],
): { readonly accounts: readonly Hex[]; readonly slots: readonly Place[] } => ({
	accounts: [
		...new Set(
			wanted.flatMap(({ address }) => (accounts.has(address) ? [] : [address])),
		),
	],
	slots: wanted.flatMap(({ address, slots: keys }) =>
		keys
			.map((key) => ({ address, key }))
			.filter((place) => !slots.has(nameOf(place))),
	),
});

/** An account's code, of which nothing but that there is none can be proved here. @throws unverifiable-method */
const codeOf = (account: Verified<Account>): ProvedAccount["code"] => {
	if (account.value.codeHash !== emptyCodeHash)
		throw new Fault(
			"unverifiable-method",
			`the code of ${account.value.address}, which is EraVM's`,
		);
	return proveCode(account, "0x");
};

/** What a node answers to the requests, by place. @throws as `askTree` */
const claimsOf = async (
	{ name, client }: Member<Execution>,
	requests: readonly TreeRequest[],
	batchNumber: number,
	signal: AbortSignal | undefined,
): Promise<(place: Place) => TreeClaim> => {
	const answers = await askTree(client, requests, batchNumber, signal);
	const claims = new Map(
		requests.flatMap(({ address, keys }, i) =>
			keys.map(
				(key, j) => [nameOf({ address, key }), answers[i]?.[j]] as const,
			),
		),
	);
	return (place) => {
		const claim = claims.get(nameOf(place));
		if (claim === undefined)
			throw new Fault("bad-field", `no proof of ${nameOf(place)}`, name);
		return claim;
	};
};

/**
 * Proves what is missing, all of it by one endpoint.
 * @returns how many slots that came to
 * @throws l2-account for what does not lead to the root; evm-bounds for more slots than a question may come to
 */
const fill = async (
	pool: Pool<Execution>,
	state: Verified<ZksyncState>,
	known: StateProofs,
	wanted: readonly WantedAccount[],
	signal: AbortSignal | undefined,
): Promise<number> => {
	const missing = missingIn(known, wanted);
	const places = [
		...missing.accounts.flatMap((one) => Object.values(accountPlaces(one))),
		...missing.slots,
	];
	if (places.length > mostPlaces)
		throw new Fault("evm-bounds", `${places.length} slots at once`);
	if (places.length === 0) return 0;
	const requests = requestsFor(places);
	await pool.first(async (member) => {
		const { batchNumber } = state.value;
		const claimOf = await claimsOf(member, requests, batchNumber, signal);
		const { name } = member;
		for (const address of missing.accounts) {
			const { balance, nonce, code } = accountPlaces(address);
			const account = concludeZksyncAccount(state, {
				address,
				balance: claimOf(balance),
				nonce: claimOf(nonce),
				code: claimOf(code),
			});
			known.accounts.set(address, servedBy(account, name));
		}
		for (const { address, key } of missing.slots) {
			const claim = claimOf({ address, key });
			const slot = concludeZksyncSlot(state, { address, key, claim });
			known.slots.set(nameOf({ address, key }), servedBy(slot, name));
		}
	});
	return places.length;
};

export const openZksyncProver = (): ((
	pool: Pool<Execution>,
) => StateProver) => {
	/** By state, and so by its grade: what was proved while a batch could be taken back is not passed on as more. */
	let kept = new WeakMap<AnyVerified, StateProofs>();
	let count = 0;

	const proofsOf = (state: Verified<ZksyncState>): StateProofs => {
		const found = count > mostKept ? undefined : kept.get(state);
		if (found !== undefined) return found;
		if (count > mostKept) {
			kept = new WeakMap();
			count = 0;
		}
		const made: StateProofs = { accounts: new Map(), slots: new Map() };
		kept.set(state, made);
		return made;
	};

	return (pool) => ({
		prove: async <B extends StateBasis>(
			header: Verified<B>,
			wanted: readonly WantedAccount[],
			signal?: AbortSignal,
		): Promise<readonly ProvedAccount<B>[]> => {
			const state = premiseBy<ZksyncState>(header, "zksync-state");
			const known = proofsOf(state);
			count += await fill(pool, state, known, wanted, signal);
			return wanted.map(({ address, slots: keys, code }) => {
				const account = known.accounts.get(address);
				const slots = keys.flatMap(
					(key) => known.slots.get(nameOf({ address, key })) ?? [],
				);
				if (account === undefined || slots.length !== keys.length)
					throw new Fault("internal", `${address} was not proved`);
				return {
					header,
					account,
					slots,
					code: code === true ? codeOf(account) : null,
				};
			});
		},
	});
};
